import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node'
import type { Log } from '#lib/platform/log'
import type { Bus, Subscription } from './bus'
import { assertPublishable, parsePattern } from './subject'

type BusLog = Pick<Log, 'error' | 'info' | 'warn'>

/**
 * The bus between processes. It reconnects for ever; what is published meanwhile is lost, as the contract allows.
 * `url` is `nats://[user:password@]host:port`, or `tls://…`.
 */
export async function connectNatsBus(url: string, log: BusLog): Promise<Bus> {
  const connection = await connect({
    ...addressOf(url),
    name: `quarterdeck ${process.pid}`,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 250,
    pingInterval: 10_000,
  }).catch((cause: unknown) => {
    throw new Error(`The NATS server at ${new URL(url).host} (NATS_URL) does not answer.`, { cause })
  })
  const bus = new NatsBus(connection, log)
  void bus.follow()
  return bus
}

function addressOf(text: string): NodeConnectionOptions {
  const url = new URL(text)
  const user = decodeURIComponent(url.username)
  const pass = decodeURIComponent(url.password)
  const credentials = pass ? { user, pass } : user ? { token: user } : {}
  return { servers: url.host, ...credentials, ...(url.protocol === 'tls:' && { tls: {} }) }
}

class NatsBus implements Bus {
  #isConnected = true

  constructor(
    readonly connection: NatsConnection,
    readonly log: BusLog,
  ) {}

  /** Ends when the connection is closed. */
  async follow(): Promise<void> {
    for await (const { type } of this.connection.status()) {
      if (type === 'disconnect') {
        this.#isConnected = false
        this.log.warn('the connection to NATS is lost; trying again')
      } else if (type === 'reconnect') {
        this.#isConnected = true
        this.log.info('connected to NATS again')
      }
    }
  }

  publish(subject: string, payload: Uint8Array): void {
    assertPublishable(subject, payload)
    // The client would keep messages in memory without a limit until it is connected again.
    if (!this.#isConnected || this.connection.isDraining() || this.connection.isClosed()) return
    this.connection.publish(subject, payload)
  }

  subscribe(pattern: string, receive: (payload: Uint8Array, subject: string) => void): Subscription {
    parsePattern(pattern)
    const subscription = this.connection.subscribe(pattern, {
      callback: (problem, message) => {
        try {
          if (problem) throw problem
          receive(message.data, message.subject)
        } catch (cause) {
          this.log.error({ err: cause, subject: message?.subject ?? pattern }, 'a bus subscriber failed')
        }
      },
    })
    return { unsubscribe: () => subscription.unsubscribe() }
  }

  async flush(): Promise<void> {
    if (this.#isConnected && !this.connection.isClosed()) await this.connection.flush()
  }

  async close(): Promise<void> {
    if (!this.connection.isClosed()) await this.connection.close()
  }
}
