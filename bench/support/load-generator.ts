/** Sends one signed request over and over on N connections, each waiting for its answer. Raw sockets: it must cost little itself. */
import { connect } from 'node:net'
import { signCall } from '../../server/fleet/testing/signed-call'
import { settingsOf } from './processes'

export interface LoadSettings {
  url: string
  key: { accessKeyId: string; secretAccessKey: string }
  connections: number
  warmMs: number
  measureMs: number
  /** Default: DescribeInstanceInformation of 50 nodes. `{connection}` in its texts is the number of the connection. */
  call?: { target: string; input: object }
}

const {
  url,
  key,
  connections,
  warmMs,
  measureMs,
  call = { target: 'AmazonSSM.DescribeInstanceInformation', input: { MaxResults: 50 } },
} = settingsOf<LoadSettings>()
const { hostname, port } = new URL(url)
let answers = 0
let allAnswers = 0
let bytes = 0
let faults = 0
const waits: number[] = []

/** Signed once: a signature is good for five minutes, and checking it is the server's work, not ours. */
function requestOf(connection: number): Buffer {
  const input = JSON.parse(JSON.stringify(call.input).replaceAll('{connection}', String(connection))) as object
  const { headers, body } = signCall({ url, key, target: call.target, input })
  const head = Object.entries({ ...headers, 'content-length': String(body.length) }).map(([name, value]) => `${name}: ${value}`)
  return Buffer.concat([Buffer.from(`POST / HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`), body])
}

function open(connection: number): void {
  const request = requestOf(connection)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  let text = ''
  let sentAt = 0
  const ask = () => {
    sentAt = performance.now()
    socket.write(request)
  }
  socket.setEncoding('latin1')
  socket.on('connect', ask)
  socket.on('data', (part: string) => {
    text += part
    const length = answerLength(text)
    if (length === undefined || text.length < length) return
    answers += 1
    allAnswers += 1
    bytes += length
    if (!text.startsWith('HTTP/1.1 200')) faults += 1
    waits.push(performance.now() - sentAt)
    const ends = /\r\nconnection: close\r\n/i.test(text.slice(0, length))
    text = text.slice(length)
    // Some servers close after each answer: the next one comes on another connection.
    if (ends) socket.destroy()
    else ask()
  })
  socket.on('close', () => open(connection))
  socket.on('error', () => {
    faults += 1
  })
}

/** Head and body; `undefined` until the head is there. */
function answerLength(text: string): number | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const length = /content-length: (\d+)/i.exec(text.slice(0, end))?.[1]
  if (length !== undefined) return end + 4 + Number(length)
  const last = text.indexOf('\r\n0\r\n\r\n', end)
  return last < 0 ? undefined : last + 7
}

for (let index = 0; index < connections; index += 1) open(index)
await new Promise((resolve) => setTimeout(resolve, warmMs))
answers = 0
bytes = 0
waits.length = 0
const since = performance.now()
await new Promise((resolve) => setTimeout(resolve, measureMs))
const perSecond = (answers * 1000) / (performance.now() - since)
waits.sort((one, other) => one - other)
const p95 = waits[Math.floor(waits.length * 0.95)] ?? 0
process.stdout.write(`${JSON.stringify({ perSecond, p95, faults, allAnswers, bytesEach: bytes / Math.max(1, answers) })}\n`)
process.exit(0)
