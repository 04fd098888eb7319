import { EventEmitter, once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { busContract } from './bus.contract'
import { connectNatsBus } from './nats-bus'
import { Mailbox } from './testing/mailbox'
import { findNatsServer, startNatsServer } from './testing/nats-server'

const program = findNatsServer()
const silent = { error() {}, info() {}, warn() {} }

describe.skipIf(!program)(
  `NATS${program ? '' : ': install nats-server to run these (Debian: apt-get install nats-server)'}`,
  () => {
    busContract('the bus between processes', async () => {
      const server = await startNatsServer(program ?? '')
      const logged: unknown[] = []
      return {
        join: () =>
          connectNatsBus({ url: server.url, name: 'test', log: { ...silent, error: (entry: unknown) => logged.push(entry) } }),
        logged: () => logged,
        stop: server.stop,
      }
    })

    it('goes on after the server was away, without keeping what was published meanwhile', async () => {
      const server = await startNatsServer(program ?? '')
      const [lost, back] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const log = { error() {}, warn: () => lost.resolve(), info: () => back.resolve() }
      const bus = await connectNatsBus({ url: server.url, name: 'test', log })
      const mailbox = new Mailbox()
      bus.subscribe('events', mailbox.receive)
      await bus.flush()
      await server.stop()
      await lost
      bus.publish('events', Buffer.from('while away'))
      const again = await startNatsServer(program ?? '', server.port)
      await back
      bus.publish('events', Buffer.from('after'))
      expect((await mailbox.holds(1)).texts).toEqual(['after'])
      await bus.close()
      await again.stop()
    })

    it('says which setting is wrong when no server answers', async () => {
      await expect(connectNatsBus({ url: 'nats://127.0.0.1:1', name: 'test', log: silent })).rejects.toThrow(
        /127\.0\.0\.1:1 \(NATS_URL\) does not answer/,
      )
    })
  },
)
