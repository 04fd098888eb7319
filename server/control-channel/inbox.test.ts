import { beforeEach, describe, expect, it } from 'vitest'
import { createFakeClock } from '#lib/platform/testing/fake-clock'
import { type Ctx, systemContext } from '#lib/platform/context'
import type { NodeMessage, OutgoingMessage } from '#lib/platform/node-message'
import { batchesOf, createInbox } from './inbox'
import { gatewayLimits } from './limits'
import type { Arrival } from './waiting-line'

const clock = createFakeClock()
const logged: unknown[] = []
const log = { error: (line: unknown) => void logged.push(line) }
// The inbox uses the clock and the log alone.
const ctx: Ctx = systemContext({ clock, log, config: { accountId: '000000000001' } } as never, new AbortController().signal)

function arrival(
  type: string,
  nodeId: string,
  { payload = {}, bytes = 100 }: { payload?: unknown; bytes?: number } = {},
): Arrival {
  return {
    type,
    bytes,
    message: { accountId: '000000000001', nodeId, messageId: crypto.randomUUID(), createdAt: clock.now(), payload },
  }
}

function shape(arrivals: readonly Arrival[]): string[] {
  return batchesOf(arrivals).map(({ type, messages }) => `${type}: ${messages.map(({ nodeId }) => nodeId).join(' ')}`)
}

describe('batchesOf', () => {
  it.each<[string, [string, string][], string[]]>([
    [
      'one batch for one type',
      [
        ['ack', 'a'],
        ['ack', 'b'],
        ['ack', 'a'],
      ],
      ['ack: a b a'],
    ],
    [
      'types apart',
      [
        ['ack', 'a'],
        ['reply', 'b'],
        ['ack', 'c'],
      ],
      ['ack: a c', 'reply: b'],
    ],
    [
      'the order of one node kept',
      [
        ['ack', 'a'],
        ['reply', 'a'],
        ['ack', 'a'],
      ],
      ['ack: a', 'reply: a', 'ack: a'],
    ],
    [
      'others joining where they may',
      [
        ['ack', 'a'],
        ['reply', 'a'],
        ['reply', 'b'],
        ['ack', 'b'],
      ],
      ['ack: a', 'reply: a b', 'ack: b'],
    ],
    ['nothing', [], []],
  ])('makes %s', (_name, arrivals, expected) => {
    expect(shape(arrivals.map(([type, node]) => arrival(type, node)))).toEqual(expected)
  })
})

const later: OutgoingMessage = { nodeId: 'n1', type: 'later', payload: {}, mayWait: true }

describe('the inbox', () => {
  let sizes: number[]
  let sent: OutgoingMessage[]
  beforeEach(() => {
    sizes = []
    sent = []
    logged.length = 0
  })

  function inboxFor(handle: (messages: readonly NodeMessage[]) => void) {
    const handler = async (_ctx: Ctx, messages: readonly NodeMessage[]) => {
      sizes.push(messages.length)
      handle(messages)
      return messages.map(({ nodeId, payload }) => ({ nodeId, type: 'done', payload: { payload } }))
    }
    return createInbox(ctx, [{ work: handler }], { send: (message) => sent.push(message), handled() {} })
  }

  it('hands over what came within one tick together, in batches of limited length and size', async () => {
    const inbox = inboxFor(() => {})
    for (let n = 0; n < gatewayLimits.messagesPerBatch + 1; n += 1) inbox.push(arrival('work', `n${n}`))
    inbox.push(arrival('work', 'large', { bytes: gatewayLimits.bytesPerBatch }))
    clock.advance(gatewayLimits.tickMilliseconds)
    await inbox.flush()
    expect(sizes).toEqual([gatewayLimits.messagesPerBatch, 1, 1])
    expect(inbox.waitingBytes()).toBe(0)
  })

  it('lets no node wait behind another that sends much', async () => {
    const batches: string[][] = []
    const inbox = inboxFor((messages) => batches.push(messages.map(({ nodeId, payload }) => `${nodeId} ${String(payload)}`)))
    const flood = gatewayLimits.messagesPerBatch * 4
    for (let n = 0; n < flood; n += 1) inbox.push(arrival('work', 'loud', { payload: n, bytes: 64 * 1024 }))
    for (let n = 0; n < 3; n += 1) inbox.push(arrival('work', 'quiet', { payload: n }))
    expect(inbox.waitingBytes('quiet')).toBe(300)
    await inbox.flush()
    expect(batches[0]?.filter((one) => one.startsWith('quiet'))).toEqual(['quiet 0', 'quiet 1', 'quiet 2'])
    expect(batches[0]?.filter((one) => one.startsWith('loud'))).toHaveLength(gatewayLimits.nodeBytesPerBatch / (64 * 1024))
    const loud = batches.flat().filter((one) => one.startsWith('loud'))
    expect(loud).toEqual(Array.from({ length: flood }, (_, n) => `loud ${n}`))
    expect([inbox.waitingBytes(), inbox.waitingBytes('loud')]).toEqual([0, 0])
  })

  it('gives every node its turn before one has a second', async () => {
    const batches: string[][] = []
    const inbox = inboxFor((messages) => batches.push(messages.map(({ nodeId }) => nodeId)))
    const all = Array.from({ length: gatewayLimits.messagesPerBatch + 100 }, (_, n) => `n${n}`)
    for (const node of all) for (let n = 0; n < 2; n += 1) inbox.push(arrival('work', node))
    await inbox.flush()
    expect(batches.flat().slice(0, all.length)).toEqual(all)
  })

  it('holds back answers that may wait when many come, and no others', async () => {
    const answers = [{ nodeId: 'n1', type: 'now', payload: {} }, ...Array.from({ length: 3_000 }, () => later)]
    const inbox = createInbox(ctx, [{ work: async () => answers }], { send: (message) => sent.push(message), handled() {} })
    inbox.push(arrival('work', 'n1'))
    await inbox.flush()
    expect(sent.map(({ type }) => type)).toEqual(['now'])
    clock.advance(500)
    expect(sent).toHaveLength(answers.length)
  })

  it('answers at once while little comes', async () => {
    const inbox = createInbox(ctx, [{ work: async () => [later] }], { send: (message) => sent.push(message), handled() {} })
    inbox.push(arrival('work', 'n1'))
    await inbox.flush()
    expect(sent).toEqual([later])
  })

  it('spoils one message only by what one message is', async () => {
    const inbox = inboxFor((messages) => {
      if (messages.some(({ payload }) => payload === 'bad')) throw new Error('bad')
    })
    for (let n = 0; n < 200; n += 1) inbox.push(arrival('work', `n${n}`, { payload: n === 77 ? 'bad' : n }))
    await inbox.flush()
    expect(sent).toHaveLength(199)
    expect(logged).toMatchObject([{ nodeId: 'n77', messages: 1 }])
  })

  it('gives up on a batch of which everything fails, after a bounded number of tries', async () => {
    const inbox = inboxFor(() => {
      throw new Error('the database is away')
    })
    for (let n = 0; n < 400; n += 1) inbox.push(arrival('work', `n${n}`))
    await inbox.flush()
    expect(sizes.length).toBeLessThan(gatewayLimits.triesPerBatch + 20)
    expect(sent).toHaveLength(0)
  })
})
