/** Sockets that print a line now and then, by the pipe of the simulated fleet. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { WebSocket } from 'ws'
import { nodeHasher } from '#lib/api/node-hasher'
import { decodeAgentMessage, encodeJsonMessage, jsonPayload } from '#lib/wire/agent-message'
import { messageTypes } from '#lib/wire/control-messages'
import { jobOutput, parseJobOutputAck } from '#lib/wire/job-output'
import { createGate } from '../../server/fleet/gate'
import { OutputPipe } from '../../server/fleet/output-pipe'
import { settingsOf } from './processes'

export interface BarePrinterSettings {
  port: number
  ca: string
  connections: number
  everyMs: number
}

const { port, ca, connections, everyMs } = settingsOf<BarePrinterSettings>()
const trusted = { secureContext: createSecureContext({ ca: readFileSync(ca) }), perMessageDeflate: false }
const gate = createGate(50)

async function open(): Promise<OutputPipe> {
  const socket = new WebSocket(`wss://localhost:${port}`, trusted)
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const pipe = new OutputPipe({ jobId: randomUUID(), step: 'aws:runShellScript', stream: 'stdout' })
  socket.on('message', (frame: Buffer) => {
    const decoded = decodeAgentMessage(frame)
    const ack = decoded.kind === 'message' ? parseJobOutputAck(jsonPayload(decoded.message)) : undefined
    if (ack) pipe.acknowledge(ack.offset)
  })
  pipe.connect((output) => {
    const message = { type: messageTypes.jobOutput, payload: jobOutput(output), messageId: randomUUID(), createdAt: new Date() }
    socket.send(encodeJsonMessage(message, nodeHasher))
  })
  return pipe
}

const pipes = await Promise.all(Array.from({ length: connections }, () => gate.run(open)))
let line = 0
function print(pipe: OutputPipe): void {
  line += 1
  pipe.append(Buffer.from(`line ${line} of many at ${Date.now()}\n`))
}
for (const pipe of pipes) setTimeout(() => setInterval(print, everyMs, pipe), Math.random() * everyMs)
