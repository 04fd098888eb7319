import type { RawData } from 'ws'
import type { Ctx } from '#lib/platform/context'
import { decodeAgentMessage, jsonPayload } from '#lib/wire/agent-message'
import { parseOpenFrame } from '#lib/wire/control-messages'
import { close, closeCodes, type Connection } from './connection'
import type { Inbox } from './inbox'
import { gatewayLimits } from './limits'

/** Turns the frames of a socket into an opening and then into messages. Nothing that an agent sends makes it throw. */
export interface Receiver {
  frame(connection: Connection, data: RawData, isBinary: boolean): void
  /** The channel is open: what came behind the open frame is taken in now. */
  opened(connection: Connection): void
  /** There may be room in the inbox again. */
  resume(): void
}

interface Frame {
  bytes: Buffer
  isBinary: boolean
}

interface Outlets {
  inbox: Inbox
  open(connection: Connection, frame: { token: string; speaksHello: boolean }): void
}

export function createReceiver(ctx: Ctx, { inbox, open }: Outlets): Receiver {
  const paused = new Set<Connection>()
  /** A paused socket still hands over what it had read: one chunk at most. */
  const held = new WeakMap<Connection, Frame[]>()

  function refuse(connection: Connection, reason: string): void {
    ctx.log.warn({ nodeId: connection.nodeId, reason }, 'an agent sent a malformed frame')
    close(connection, closeCodes.malformed, 'malformed frame')
  }

  function firstFrame(connection: Connection, data: Buffer, isBinary: boolean): void {
    const frame = isBinary ? undefined : parseOpenFrame(data.toString('utf8'))
    if (!frame) return refuse(connection, 'the first frame does not open the channel')
    connection.state = 'opening'
    connection.socket.pause()
    open(connection, { token: frame.tokenValue, speaksHello: frame.capabilities.length > 0 })
  }

  function message(connection: Connection, data: Buffer): void {
    const decoded = decodeAgentMessage(data)
    if (decoded.kind === 'malformed') return refuse(connection, decoded.reason)
    const { type, messageId, createdAt } = decoded.message
    if (!inbox.takes(type) || type === connectedType) return
    const payload = jsonPayload(decoded.message)
    if (payload === undefined) return refuse(connection, `the payload of ${type} is not JSON`)
    const { accountId, nodeId } = connection
    inbox.push({ type, message: { accountId, nodeId, messageId, createdAt, payload }, bytes: data.length })
    if (inbox.waitingBytes() <= gatewayLimits.waitingBytes) return
    paused.add(connection)
    connection.socket.pause()
  }

  function take(connection: Connection, frame: Frame): void {
    switch (connection.state) {
      case 'fresh':
        return firstFrame(connection, frame.bytes, frame.isBinary)
      case 'opening':
        return hold(connection, frame)
      case 'open':
        return frame.isBinary ? message(connection, frame.bytes) : refuse(connection, 'a text frame in an open channel')
      case 'closed':
        return
    }
  }

  function hold(connection: Connection, frame: Frame): void {
    const frames = held.get(connection)
    if (frames) frames.push(frame)
    else held.set(connection, [frame])
  }

  return {
    frame(connection, data, isBinary) {
      if (connection.reason !== undefined) return
      connection.heardAt = ctx.clock.now().getTime()
      take(connection, { bytes: bufferOf(data), isBinary })
    },
    opened(connection) {
      connection.socket.resume()
      const frames = held.get(connection) ?? []
      held.delete(connection)
      for (const frame of frames) take(connection, frame)
    },
    resume() {
      if (paused.size === 0 || inbox.waitingBytes() > gatewayLimits.waitingBytes / 2) return
      for (const connection of paused) connection.socket.resume()
      paused.clear()
    },
  }
}

/** Raised by the gateway itself; an agent that sends it is not believed. */
export const connectedType = 'node_connected'

function bufferOf(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}
