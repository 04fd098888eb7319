import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Bus } from './bus'
import { maxPayloadBytes } from './subject'
import { Mailbox } from './testing/mailbox'

export interface BusMedium {
  /** Another participant; on the medium of one process this is the same bus. */
  join(): Promise<Bus>
  /** Errors of subscribers that were logged so far. */
  logged(): readonly unknown[]
  stop(): Promise<void>
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What every bus must do; each implementation's test runs it. */
export function busContract(title: string, start: () => Promise<BusMedium>): void {
  describe(`${title}`, () => {
    let medium: BusMedium
    let bus: Bus
    let other: Bus

    beforeAll(async () => {
      medium = await start()
    })
    afterAll(() => medium.stop())
    beforeEach(async () => {
      bus = await medium.join()
      other = await medium.join()
    })
    afterEach(async () => {
      await bus.close()
      await other.close()
    })

    async function subscribed(pattern: string): Promise<Mailbox> {
      const mailbox = new Mailbox()
      bus.subscribe(pattern, mailbox.receive)
      await bus.flush()
      return mailbox
    }

    it('delivers to every subscription of a subject, and to no other', async () => {
      const [first, second, elsewhere] = [await subscribed('events'), await subscribed('events'), await subscribed('events.more')]
      other.publish('events', bytes('a'))
      other.publish('events.more', bytes('b'))
      await elsewhere.holds(1)
      expect(first.texts).toEqual(['a'])
      expect(second.texts).toEqual(['a'])
      expect(elsewhere.messages.map(({ subject }) => subject)).toEqual(['events.more'])
    })

    it('delivers what a process publishes to its own subscriptions', async () => {
      const mailbox = await subscribed('events')
      bus.publish('events', bytes('own'))
      expect((await mailbox.holds(1)).texts).toEqual(['own'])
    })

    it('keeps the order of one subject', async () => {
      const mailbox = await subscribed('events')
      const sent = Array.from({ length: 500 }, (_, n) => String(n))
      for (const text of sent) other.publish('events', bytes(text))
      expect((await mailbox.holds(500)).texts).toEqual(sent)
    })

    it('takes everything below a subject with .>, but not the subject itself', async () => {
      const [below, end] = [await subscribed('output.c1.>'), await subscribed('end')]
      for (const subject of ['output.c1', 'output.c1.n1', 'output.c1.n1.x', 'output.c10.n1', 'output.c2.n1', 'end']) {
        other.publish(subject, bytes(subject))
      }
      await end.holds(1)
      await below.holds(2)
      expect(below.texts).toEqual(['output.c1.n1', 'output.c1.n1.x'])
    })

    it('stops delivering after unsubscribe', async () => {
      const gone = new Mailbox()
      const subscription = bus.subscribe('events', gone.receive)
      const staying = await subscribed('events')
      subscription.unsubscribe()
      subscription.unsubscribe()
      await bus.flush()
      other.publish('events', bytes('late'))
      await staying.holds(1)
      expect(gone.texts).toEqual([])
    })

    it('lets a subscription end itself while it receives', async () => {
      const mailbox = new Mailbox()
      const once = bus.subscribe('events', (payload, subject) => {
        once.unsubscribe()
        mailbox.receive(payload, subject)
      })
      const all = await subscribed('events')
      for (const text of ['1', '2', '3']) other.publish('events', bytes(text))
      await all.holds(3)
      expect(mailbox.texts).toEqual(['1'])
    })

    it('keeps the others going when a subscriber throws, and logs it', async () => {
      const before = medium.logged().length
      bus.subscribe('events', () => {
        throw new Error('subscriber broke')
      })
      const mailbox = await subscribed('events')
      other.publish('events', bytes('1'))
      other.publish('events', bytes('2'))
      expect((await mailbox.holds(2)).texts).toEqual(['1', '2'])
      expect(medium.logged().length).toBe(before + 2)
    })

    it('carries any bytes unchanged', async () => {
      const mailbox = await subscribed('events')
      const payloads = fc.sample(fc.uint8Array({ maxLength: 5000 }), 100)
      for (const payload of payloads) other.publish('events', payload)
      await mailbox.holds(payloads.length)
      expect(mailbox.messages.map(({ payload }) => Buffer.from(payload).toString('hex'))).toEqual(
        payloads.map((payload) => Buffer.from(payload).toString('hex')),
      )
    })

    it('carries a payload of the size limit and refuses a larger one', async () => {
      const mailbox = await subscribed('events')
      other.publish('events', new Uint8Array(maxPayloadBytes))
      expect((await mailbox.holds(1)).messages[0]?.payload.byteLength).toBe(maxPayloadBytes)
      expect(() => other.publish('events', new Uint8Array(maxPayloadBytes + 1))).toThrow(/over the limit/)
    })

    it.each(['', '.', 'a.', '.a', 'a..b', 'a b', 'a.*', 'a.>', '>', 'a\nb'])('refuses to publish to %j', (subject) => {
      expect(() => bus.publish(subject, bytes(''))).toThrow(/is not a subject/)
    })

    it.each(['', '>', '.>', 'a.*', 'a.>.b', 'a>', 'a b.>'])('refuses to subscribe to %j', (pattern) => {
      expect(() => bus.subscribe(pattern, () => {})).toThrow(/is not a pattern/)
    })

    it('finds one among thousands of subscriptions', async () => {
      const mailboxes = Array.from({ length: 5000 }, () => new Mailbox())
      for (const [n, mailbox] of mailboxes.entries()) bus.subscribe(`node.mi-${n}.frame`, mailbox.receive)
      await bus.flush()
      other.publish('node.mi-4321.frame', bytes('hello'))
      expect((await mailboxes[4321]?.holds(1))?.texts).toEqual(['hello'])
      expect(mailboxes.filter(({ messages }) => messages.length > 0)).toHaveLength(1)
    })

    it('neither delivers nor fails after close', async () => {
      const mailbox = await subscribed('events')
      await bus.close()
      await bus.close()
      bus.publish('events', bytes('late'))
      await bus.flush()
      expect(mailbox.texts).toEqual([])
    })
  })
}
