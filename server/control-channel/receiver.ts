import type { RawData } from 'ws'
import type { Ctx } from '#lib/platform/context'
import { decodeAgentMessage, jsonPayload } from '#lib/wire/agent-message'
import { parseOpenFrame } from '#lib/wire/control-messages'
import type { FirstWords } from './channels'
import { close, closeCodes, type Connection } from './connection'
import type { Inbox } from './inbox'
import { gatewayLimits } from './limits'

/** Raised by the gateway itself; an agent that sends it is not believed. */
export const connectedType = 'node_connected'

interface Outlets {
  inbox: Inbox
  open(connection: Connection, words: FirstWords): void
}

interface Frame {
  bytes: Buffer
  isBinary: boolean
}

/** Turns the frames of a socket into an opening and then into messages. Nothing that an agent sends makes it throw. */
export class Receiver {
  readonly #paused = new Set<Connection>()
  /** A paused socket still hands over what it had read: one chunk at most. */
  readonly #held = new WeakMap<Connection, Frame[]>()

  constructor(
    private readonly ctx: Ctx,
    private readonly outlets: Outlets,
  ) {}

  frame(connection: Connection, data: RawData, isBinary: boolean): void {
    if (connection.reason !== undefined) return
    connection.heardAt = this.ctx.clock.now().getTime()
    this.#take(connection, { bytes: bufferOf(data), isBinary })
  }

  /** The channel is open: what came behind the open frame is taken in now. */
  opened(connection: Connection): void {
    connection.socket.resume()
    const frames = this.#held.get(connection) ?? []
    this.#held.delete(connection)
    for (const frame of frames) this.#take(connection, frame)
  }

  /** There may be room in the inbox again. */
  resume(): void {
    const { inbox } = this.outlets
    if (this.#paused.size === 0 || inbox.waitingBytes() > gatewayLimits.waitingBytes / 2) return
    for (const connection of this.#paused) {
      if (inbox.waitingBytes(connection.nodeId) > gatewayLimits.nodeWaitingBytes / 2) continue
      connection.socket.resume()
      this.#paused.delete(connection)
    }
  }

  #take(connection: Connection, frame: Frame): void {
    switch (connection.state) {
      case 'fresh':
        return this.#first(connection, frame)
      case 'opening':
        return this.#hold(connection, frame)
      case 'open':
        return frame.isBinary
          ? this.#message(connection, frame.bytes)
          : this.#refuse(connection, 'a text frame in an open channel')
      case 'closed':
        return
    }
  }

  #first(connection: Connection, { bytes, isBinary }: Frame): void {
    const frame = isBinary ? undefined : parseOpenFrame(bytes.toString('utf8'))
    if (!frame) return this.#refuse(connection, 'the first frame does not open the channel')
    connection.state = 'opening'
    connection.socket.pause()
    this.outlets.open(connection, { token: frame.tokenValue, speaksHello: frame.capabilities.length > 0 })
  }

  #hold(connection: Connection, frame: Frame): void {
    const frames = this.#held.get(connection)
    if (frames) frames.push(frame)
    else this.#held.set(connection, [frame])
  }

  #message(connection: Connection, bytes: Buffer): void {
    const decoded = decodeAgentMessage(bytes)
    if (decoded.kind === 'malformed') return this.#refuse(connection, decoded.reason)
    const { type, messageId, createdAt } = decoded.message
    const { inbox } = this.outlets
    if (!inbox.takes(type) || type === connectedType) return
    const payload = jsonPayload(decoded.message)
    if (payload === undefined) return this.#refuse(connection, `the payload of ${type} is not JSON`)
    const { accountId, nodeId } = connection
    inbox.push({ type, message: { accountId, nodeId, messageId, createdAt, payload }, bytes: bytes.length })
    const hasRoom = inbox.waitingBytes(nodeId) <= gatewayLimits.nodeWaitingBytes
    if (hasRoom && inbox.waitingBytes() <= gatewayLimits.waitingBytes) return
    this.#paused.add(connection)
    connection.socket.pause()
  }

  #refuse(connection: Connection, reason: string): void {
    this.ctx.log.warn({ nodeId: connection.nodeId, reason }, 'an agent sent a malformed frame')
    close(connection, closeCodes.malformed, 'malformed frame')
  }
}

function bufferOf(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}
