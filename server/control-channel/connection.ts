import type { WebSocket } from 'ws'
import type { Subscription } from '#lib/platform/bus/bus'
import { gatewayLimits } from './limits'

/** One socket of an agent. Kept small: there are thousands, and nearly all of them are idle. */
export interface Connection {
  readonly id: string
  readonly accountId: string
  readonly nodeId: string
  readonly socket: WebSocket
  readonly since: number
  /** `fresh` until its first frame, `opening` while the token is looked at. */
  state: 'fresh' | 'opening' | 'open' | 'closed'
  heardAt: number
  subscription: Subscription | undefined
  /** Why we closed it; the socket's own words otherwise. */
  reason: string | undefined
}

export const closeCodes = { goingAway: 1001, malformed: 1003, refused: 1008, failed: 1011, replaced: 4000 } as const

/** Writes a frame, or ends a connection that does not read what it was sent. */
export function send(connection: Connection, frame: Uint8Array): void {
  const { socket } = connection
  if (socket.readyState !== socket.OPEN) return
  if (socket.bufferedAmount > gatewayLimits.unsentBytes) return terminate(connection, 'it did not read what it was sent')
  socket.send(frame, { binary: true })
}

/** With a closing handshake, for a peer that is alive. A paused socket would never see the other half of it. */
export function close(connection: Connection, code: number, reason: string): void {
  connection.reason ??= reason
  connection.socket.resume()
  connection.socket.close(code, reason)
}

/** At once, for a peer that may be gone. */
export function terminate(connection: Connection, reason: string): void {
  connection.reason ??= reason
  connection.socket.terminate()
}
