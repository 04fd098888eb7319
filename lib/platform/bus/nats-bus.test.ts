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
        join: () => connectNatsBus(server.url, { ...silent, error: (entry: unknown) => logged.push(entry) }),
        logged: () => logged,
        stop: server.stop,
      }
    })

    it('goes on after the server was away, without keeping what was published meanwhile', async () => {
      const server = await startNatsServer(program ?? '')
      const connection = new EventEmitter()
      const [lost, back] = [once(connection, 'lost'), once(connection, 'back')]
      const log = { error() {}, warn: () => connection.emit('lost'), info: () => connection.emit('back') }
      const bus = await connectNatsBus(server.url, log)
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
      await expect(connectNatsBus('nats://127.0.0.1:1', silent)).rejects.toThrow(/127\.0\.0\.1:1 \(NATS_URL\) does not answer/)
    })
  },
)
