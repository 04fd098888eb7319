import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { keepAlive, type HeartbeatTimes } from '#agent/control-channel/heartbeat'
import { nodeHasher } from '#agent/control-plane/node-hasher'
import { trust, type ControlPlane } from '#agent/control-plane/control-plane'
import { type AgentMessage, decodeAgentMessage, encodeJsonMessage } from '#lib/wire/agent-message'

export interface Outgoing {
  type: string
  payload: { readonly [key: string]: unknown }
  /** Given for what is sent again: the server knows it by its id. */
  messageId?: string
  createdAt?: Date
}

export interface Connection {
  send(message: Outgoing): void
  /** Resolves with the reason when the connection is gone. */
  readonly closed: Promise<string>
  close(): void
}

export interface ConnectionOptions {
  plane: ControlPlane
  request: { url: string; headers: Record<string, string> }
  firstFrame: string
  onMessage(message: AgentMessage): void
  onMalformed(reason: string): void
  heartbeat?: HeartbeatTimes
}

const upgradeWithinMs = 15_000
const largestFrame = 4 * 1024 * 1024

/** Opens the WebSocket and sends the first frame. Rejects when the server does not take the upgrade. */
export function openConnection(options: ConnectionOptions): Promise<Connection> {
  const { plane, request } = options
  const socket = new WebSocket(request.url, {
    headers: request.headers,
    handshakeTimeout: upgradeWithinMs,
    maxPayload: largestFrame,
    perMessageDeflate: false,
    ...trust(plane),
  })
  // A socket without a listener for its error would end the process.
  let problem = ''
  socket.on('error', (thrown) => (problem = thrown.message))
  socket.on('upgrade', (response) => plane.clock.learn(response.headers.date))
  const closed = new Promise<string>((resolve) => socket.once('close', (code) => resolve(problem || `closed with code ${code}`)))
  socket.on('message', (frame, isBinary) => receive(options, frame, isBinary))
  return new Promise((resolve, reject) => {
    void closed.then((reason) => reject(new Error(reason)))
    socket.once('open', () => {
      socket.send(options.firstFrame)
      keepAlive(socket, options.heartbeat)
      resolve({ closed, send: (message) => send(socket, message), close: () => socket.terminate() })
    })
  })
}

function send(socket: WebSocket, { messageId = randomUUID(), createdAt = new Date(), ...message }: Outgoing): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(encodeJsonMessage({ ...message, messageId, createdAt }, nodeHasher))
}

function receive(options: ConnectionOptions, frame: WebSocket.RawData, isBinary: boolean): void {
  if (!isBinary) return options.onMalformed('a text frame')
  const decoded = decodeAgentMessage(bytesOf(frame))
  if (decoded.kind === 'malformed') options.onMalformed(decoded.reason)
  else options.onMessage(decoded.message)
}

function bytesOf(frame: WebSocket.RawData): Uint8Array {
  if (Array.isArray(frame)) return Buffer.concat(frame)
  return frame instanceof ArrayBuffer ? new Uint8Array(frame) : frame
}
