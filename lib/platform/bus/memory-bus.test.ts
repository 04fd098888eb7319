import { expect, it } from 'vitest'
import { busContract } from './bus.contract'
import { createMemoryBus } from './memory-bus'
import { Mailbox } from './testing/mailbox'

busContract('the bus of one process', async () => {
  const logged: unknown[] = []
  let current: { bus: ReturnType<typeof createMemoryBus>; joined: number } | undefined
  return {
    async join() {
      if (!current || current.joined === 2)
        current = { bus: createMemoryBus({ error: (entry: unknown) => logged.push(entry) }), joined: 0 }
      current.joined += 1
      return current.bus
    },
    logged: () => logged,
    async stop() {},
  }
})

it('delivers on a later turn, so that a publisher never runs its subscribers', async () => {
  const bus = createMemoryBus({ error() {} })
  const received: string[] = []
  bus.subscribe('events', () => received.push('received'))
  bus.publish('events', new Uint8Array())
  received.push('published')
  await bus.flush()
  expect(received).toEqual(['published', 'received'])
})

it('delivers what a subscriber publishes while it receives', async () => {
  const bus = createMemoryBus({ error() {} })
  bus.subscribe('first', (payload) => bus.publish('second', payload))
  const mailbox = new Mailbox()
  bus.subscribe('second', mailbox.receive)
  bus.publish('first', new Uint8Array())
  expect((await mailbox.holds(1)).messages[0]?.subject).toBe('second')
})
