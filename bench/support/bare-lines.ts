/**
 * The peer of a live run: the same frames from as many sockets into a bare TLS server with `ws`, which reads and answers them
 * and keeps nothing. How late lines arrive there is what the machine itself makes of that many.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { type WebSocket, WebSocketServer } from 'ws'
import { nodeHasher } from '#lib/api/node-hasher'
import { decodeAgentMessage, encodeJsonMessage, jsonPayload } from '#lib/wire/agent-message'
import { messageTypes } from '#lib/wire/control-messages'
import { jobOutputAck, parseJobOutput } from '#lib/wire/job-output'
import { settingsOf } from './processes'
import { percentile } from './report'

export interface BareLinesSettings {
  port: number
  cert: string
  key: string
  /** After the first line. */
  watchedMs: number
}

const { port, cert, key, watchedMs } = settingsOf<BareLinesSettings>()
const server = createServer({ cert: readFileSync(cert), key: readFileSync(key), minVersion: 'TLSv1.2' })
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
const latencies: number[] = []

function receive(socket: WebSocket, frame: Buffer): void {
  const decoded = decodeAgentMessage(frame)
  const output = decoded.kind === 'message' ? parseJobOutput(jsonPayload(decoded.message)) : undefined
  if (!output) return
  if (latencies.length === 0) setTimeout(tell, watchedMs)
  for (const [, at] of output.text.matchAll(/ at (\d{13})/g)) latencies.push(Date.now() - Number(at))
  const { jobId, step, stream, offset, text } = output
  const payload = jobOutputAck({ jobId, step, stream, offset: offset + Buffer.byteLength(text) })
  socket.send(
    encodeJsonMessage({ type: messageTypes.jobOutputAck, payload, messageId: randomUUID(), createdAt: new Date() }, nodeHasher),
  )
}

function tell(): void {
  process.stdout.write(`p95 ${percentile(latencies, 0.95)}\n`)
}

sockets.on('connection', (socket) => {
  socket.on('error', () => socket.terminate())
  socket.on('message', (frame: Buffer) => receive(socket, frame))
})
server.listen(port, '127.0.0.1', () => process.stdout.write('ready\n'))
