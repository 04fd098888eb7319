/** The channels of one gateway: which connection is a node's, from the open frame to the closed socket. */
import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import { nodeHasher } from '#lib/api/node-hasher'
import { closeChannelSubject, type NodeName, type OpenedChannel } from '#lib/capabilities/nodes/model/channel'
import type { Ctx } from '#lib/platform/context'
import { nodeSubject, type OutgoingMessage } from '#lib/platform/node-message'
import { encodeJsonMessage } from '#lib/wire/agent-message'
import { capabilities, hello, messageTypes } from '#lib/wire/control-messages'
import { close, closeCodes, type Connection, send } from './connection'
import { gatewayLimits } from './limits'
import type { Presence } from './presence'

interface Outlets {
  presence: Presence
  opened(connection: Connection): void
}

export interface FirstWords {
  token: string
  /** It named capabilities beyond the stock protocol. */
  speaksHello: boolean
}

export class Channels {
  readonly #all = new Map<string, Connection>()
  readonly #byNode = new Map<string, Connection>()

  constructor(
    private readonly ctx: Ctx,
    private readonly outlets: Outlets,
  ) {}

  /** Open ones. */
  get count(): number {
    return this.#byNode.size
  }

  /** Of every state. */
  all(): Iterable<Connection> {
    return this.#all.values()
  }

  accept(node: NodeName, socket: WebSocket): Connection {
    const now = this.ctx.clock.now().getTime()
    const started = { state: 'fresh', since: now, heardAt: now, subscription: undefined, reason: undefined } as const
    const connection: Connection = { id: randomUUID(), ...node, socket, ...started }
    this.#all.set(connection.id, connection)
    return connection
  }

  open(connection: Connection, words: FirstWords): void {
    this.#open(connection, words).catch((cause: unknown) => {
      this.ctx.log.error({ err: cause, nodeId: connection.nodeId }, 'a control channel could not be opened')
      close(connection, closeCodes.failed, 'try again')
      // It may have been written all the same, only the answer was lost.
      this.#recordEnd(connection)
    })
  }

  /** The socket is gone. */
  ended(connection: Connection, reason: string): void {
    const wasOpen = connection.state === 'open'
    connection.state = 'closed'
    connection.reason ??= reason
    this.#all.delete(connection.id)
    this.#release(connection)
    if (wasOpen) this.#recordEnd(connection)
  }

  closeById(connectionId: string): void {
    const connection = this.#all.get(connectionId)
    if (connection) this.#replace(connection)
  }

  /** To the node's socket here, or through the bus to wherever it is. */
  deliver(message: OutgoingMessage): void {
    const frame = this.#encode(message)
    const here = this.#byNode.get(message.nodeId)
    if (here) send(here, frame)
    else this.ctx.bus.publish(nodeSubject(message.nodeId), frame)
  }

  async #open(connection: Connection, { token, speaksHello }: FirstWords): Promise<void> {
    const { accountId, nodeId, id } = connection
    const channel = await this.outlets.presence.open({ accountId, nodeId, token, connectionId: id })
    if (!channel) return close(connection, closeCodes.refused, 'the token is not valid')
    if (isClosed(connection)) return this.#recordEnd(connection)
    connection.state = 'open'
    this.#replaceOlder(connection, channel)
    connection.subscription = this.ctx.bus.subscribe(nodeSubject(nodeId), (payload) => send(connection, payload))
    if (speaksHello) send(connection, this.#encode(this.#helloTo(nodeId)))
    this.outlets.opened(connection)
  }

  #replaceOlder(connection: Connection, { oldGatewayId, oldConnectionId }: OpenedChannel): void {
    const here = this.#byNode.get(connection.nodeId)
    this.#byNode.set(connection.nodeId, connection)
    if (here) return this.#replace(here)
    if (!oldGatewayId || !oldConnectionId) return
    this.ctx.bus.publish(closeChannelSubject(oldGatewayId), new TextEncoder().encode(oldConnectionId))
  }

  #replace(connection: Connection): void {
    this.#release(connection)
    close(connection, closeCodes.replaced, 'a newer connection took over, or the node was deregistered')
  }

  /** It gets no more frames from here on; the closing handshake may take its time. */
  #release(connection: Connection): void {
    if (this.#byNode.get(connection.nodeId) === connection) this.#byNode.delete(connection.nodeId)
    connection.subscription?.unsubscribe()
    connection.subscription = undefined
  }

  /** Again until it is written: else the node would stay Online. Changes nothing when the node has another connection by now. */
  #recordEnd(connection: Connection): void {
    const { accountId, nodeId, id, reason = 'the connection broke' } = connection
    this.outlets.presence.close({ accountId, nodeId, connectionId: id, reason }).catch((cause: unknown) => {
      this.ctx.log.warn({ err: cause, nodeId }, 'a closed control channel could not be recorded')
      if (this.ctx.signal.aborted) return
      this.ctx.clock.after(gatewayLimits.retrySeconds * 1000, () => this.#recordEnd(connection))
    })
  }

  #helloTo(nodeId: string): OutgoingMessage {
    return { nodeId, type: messageTypes.hello, payload: hello({ capabilities, serverTime: this.ctx.clock.now().getTime() }) }
  }

  #encode({ type, payload }: OutgoingMessage): Uint8Array {
    return encodeJsonMessage({ type, payload, messageId: randomUUID(), createdAt: this.ctx.clock.now() }, nodeHasher)
  }
}

/** The socket may have gone while the database was asked. */
function isClosed({ state }: Connection): boolean {
  return state === 'closed'
}
