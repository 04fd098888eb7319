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
import type { Presence } from './presence'

export interface Channels {
  accept(node: NodeName, socket: WebSocket): Connection
  open(connection: Connection, frame: { token: string; speaksHello: boolean }): void
  /** The socket is gone. */
  ended(connection: Connection, reason: string): void
  deliver(message: OutgoingMessage): void
  all(): Iterable<Connection>
  closeById(connectionId: string): void
  count(): number
}

interface Outlets {
  presence: Presence
  opened(connection: Connection): void
}

export function createChannels(ctx: Ctx, { presence, opened }: Outlets): Channels {
  const all = new Map<string, Connection>()
  const byNode = new Map<string, Connection>()

  async function open(connection: Connection, frame: { token: string; speaksHello: boolean }): Promise<void> {
    const { accountId, nodeId, id } = connection
    const channel = await presence.open({ accountId, nodeId, token: frame.token, connectionId: id })
    if (!channel) return close(connection, closeCodes.refused, 'the token is not valid')
    if (isClosed(connection)) return recordEnd(connection)
    connection.state = 'open'
    replaceOlder(connection, channel)
    connection.subscription = ctx.bus.subscribe(nodeSubject(nodeId), (payload) => send(connection, payload))
    if (frame.speaksHello) send(connection, encode(ctx, helloTo(connection.nodeId, ctx)))
    opened(connection)
  }

  function replaceOlder(connection: Connection, { oldGatewayId, oldConnectionId }: OpenedChannel): void {
    const here = byNode.get(connection.nodeId)
    byNode.set(connection.nodeId, connection)
    if (here) return replace(here)
    if (!oldGatewayId || !oldConnectionId) return
    ctx.bus.publish(closeChannelSubject(oldGatewayId), new TextEncoder().encode(oldConnectionId))
  }

  /** It gets no more frames from here on; the closing handshake may take its time. */
  function replace(connection: Connection): void {
    if (byNode.get(connection.nodeId) === connection) byNode.delete(connection.nodeId)
    connection.subscription?.unsubscribe()
    connection.subscription = undefined
    close(connection, closeCodes.replaced, 'a newer connection took over, or the node was deregistered')
  }

  /** Changes nothing when the node has another connection by now. */
  function recordEnd(connection: Connection): void {
    const { accountId, nodeId, id, reason = 'the connection broke' } = connection
    presence.close({ accountId, nodeId, connectionId: id, reason }).catch((cause: unknown) => {
      // The lease of this gateway, or the next opening of the node, sets it right.
      ctx.log.warn({ cause, nodeId }, 'a closed control channel could not be recorded')
    })
  }

  return {
    accept(node, socket) {
      const now = ctx.clock.now().getTime()
      const started = { state: 'fresh', since: now, heardAt: now, subscription: undefined, reason: undefined } as const
      const connection: Connection = { id: randomUUID(), ...node, socket, ...started }
      all.set(connection.id, connection)
      return connection
    },
    open(connection, frame) {
      open(connection, frame).catch((cause: unknown) => {
        ctx.log.error({ cause, nodeId: connection.nodeId }, 'a control channel could not be opened')
        close(connection, closeCodes.failed, 'try again')
      })
    },
    ended(connection, reason) {
      const wasOpen = connection.state === 'open'
      connection.state = 'closed'
      connection.reason ??= reason
      connection.subscription?.unsubscribe()
      connection.subscription = undefined
      all.delete(connection.id)
      if (byNode.get(connection.nodeId) === connection) byNode.delete(connection.nodeId)
      if (wasOpen) recordEnd(connection)
    },
    deliver(message) {
      const frame = encode(ctx, message)
      const here = byNode.get(message.nodeId)
      if (here) send(here, frame)
      else ctx.bus.publish(nodeSubject(message.nodeId), frame)
    },
    all: () => all.values(),
    closeById(connectionId) {
      const connection = all.get(connectionId)
      if (connection) replace(connection)
    },
    count: () => byNode.size,
  }
}

/** The socket may have gone while the database was asked. */
function isClosed({ state }: Connection): boolean {
  return state === 'closed'
}

function helloTo(nodeId: string, ctx: Ctx): OutgoingMessage {
  return { nodeId, type: messageTypes.hello, payload: hello({ capabilities, serverTime: ctx.clock.now().getTime() }) }
}

function encode(ctx: Ctx, { type, payload }: OutgoingMessage): Uint8Array {
  return encodeJsonMessage({ type, payload, messageId: randomUUID(), createdAt: ctx.clock.now() }, nodeHasher)
}
