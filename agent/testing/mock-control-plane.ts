import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { nodeHasher } from '#agent/control-plane/node-hasher'
import { makeCertificate, type TestCertificate } from '#agent/testing/certificate'
import { secretAccessKey, signerOf, wrongSignature } from '#agent/testing/node-signature'
import { jobOf } from '#agent/testing/test-documents'
import { decodeAgentMessage, encodeJsonMessage, jsonPayload } from '#lib/wire/agent-message'
import { cancelJob, hello, jobReplyAck, messageTypes, type OpenFrame, parseOpenFrame } from '#lib/wire/control-messages'
import { jobOutputAck } from '#lib/wire/job-output'

/** What the server saw, in order. */
export type Seen =
  | { kind: 'operation'; operation: string; body: Record<string, unknown>; headers: IncomingMessage['headers'] }
  | { kind: 'connected'; nodeId: string; frame: OpenFrame | undefined }
  | { kind: 'disconnected'; nodeId: string }
  | { kind: 'ping' }
  | { kind: 'message'; type: string; messageId: string; payload: Record<string, unknown> }

export interface Behaviour {
  tokenSeconds: number
  updateKeyPair: boolean
  /** Answers instead of the ordinary ones, by operation; `control-channel` for that call. */
  refusals: Map<string, { status: number; code: string }>
  streams: boolean
  acknowledgesReplies: boolean
  acknowledgesOutput: boolean
}

const activation = { id: '11111111-2222-3333-4444-555555555555', code: 'ABCDEFGHIJ0123456789' }

/** The server side of the agent's protocol on a real TLS socket, with every signature checked. */
export class MockControlPlane {
  readonly activation = activation
  readonly seen: Seen[] = []
  readonly behaviour: Behaviour = {
    tokenSeconds: 3600,
    updateKeyPair: false,
    refusals: new Map(),
    streams: true,
    acknowledgesReplies: true,
    acknowledgesOutput: true,
  }
  /** Public keys by node id, base64 SPKI. */
  readonly keys = new Map<string, string>()
  /** Answers to operations beyond registration, by name. */
  readonly answers = new Map<string, (body: Readonly<Record<string, unknown>>) => object>()
  /** Served to GET, by path. */
  readonly files = new Map<string, Buffer>()
  /** Output text received, by `jobId step stream`. */
  readonly output = new Map<string, string>()
  readonly certificate: TestCertificate
  readonly #server: Server
  readonly #sockets = new WebSocketServer({ noServer: true })
  readonly #channels = new Map<string, WebSocket>()
  readonly #raw = new Set<Duplex>()
  readonly #waiting = new Set<() => void>()
  #port = 0

  private constructor(certificate: TestCertificate) {
    this.certificate = certificate
    this.#server = createServer({ key: certificate.key, cert: certificate.certificate })
    this.#server.on('request', (request, response) => void this.#answer(request, response))
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
    this.#server.on('connection', (socket) => {
      this.#raw.add(socket)
      socket.once('close', () => this.#raw.delete(socket))
    })
  }

  static async start(certificate?: TestCertificate): Promise<MockControlPlane> {
    const mock = new MockControlPlane(certificate ?? (await makeCertificate()))
    await mock.listen()
    return mock
  }

  get url(): string {
    return `https://localhost:${this.#port}`
  }

  async listen(port = this.#port): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve))
    this.#port = (this.#server.address() as AddressInfo).port
  }

  /** Refuses new connections and cuts all that there are, as a killed server does. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    for (const socket of this.#raw) socket.destroy()
    await closed
  }

  /** Cuts the node's connection without a word. */
  cut(nodeId: string): void {
    this.#channels.get(nodeId)?.terminate()
  }

  /** The first thing seen, before or after this call, that `choose` makes something of. */
  async until<T>(choose: (seen: Seen) => T | undefined): Promise<T> {
    for (let index = 0; ; index += 1) {
      while (index >= this.seen.length) await new Promise<void>((resolve) => this.#waiting.add(resolve))
      const seen = this.seen[index]
      const chosen = seen && choose(seen)
      if (chosen !== undefined) return chosen
    }
  }

  send(nodeId: string, type: string, payload: Record<string, unknown>): void {
    this.#channels
      .get(nodeId)
      ?.send(encodeJsonMessage({ type, messageId: randomUUID(), createdAt: new Date(), payload }, nodeHasher))
  }

  sendRaw(nodeId: string, frame: Uint8Array | string): void {
    this.#channels.get(nodeId)?.send(frame)
  }

  /** Sends a document and returns the id of the job. */
  run(nodeId: string, document: Record<string, unknown>, parameters: Record<string, unknown> = {}): string {
    const job = jobOf(nodeId, document, parameters)
    this.send(nodeId, messageTypes.job, job.payload)
    return job.jobId
  }

  cancel(nodeId: string, jobId: string): void {
    this.send(nodeId, messageTypes.job, cancelJob(nodeId, randomUUID(), jobId.split('.')[2] ?? ''))
  }

  #note(seen: Seen): void {
    this.seen.push(seen)
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const resolve of waiting) resolve()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') {
      const file = this.files.get(request.url ?? '')
      return void response.writeHead(file ? 200 : 404).end(file)
    }
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const channel = /^\/v1\/control-channel\/([^?]+)/.exec(request.url ?? '')?.[1]
    const operation = channel ? 'control-channel' : String(request.headers['x-amz-target']).replace('AmazonSSM.', '')
    const refusal = this.behaviour.refusals.get(operation) ?? this.#refusal(request, body, operation)
    const parsed = JSON.parse(body.toString()) as Record<string, unknown>
    this.#note({ kind: 'operation', operation, body: parsed, headers: request.headers })
    if (refusal) {
      response.writeHead(refusal.status)
      response.end(
        channel
          ? `<${refusal.code}></${refusal.code}>`
          : JSON.stringify({ __type: refusal.code, message: 'refused by the test' }),
      )
    } else if (channel) {
      response.writeHead(201)
      response.end(`<R><MessageSchemaVersion>1.0</MessageSchemaVersion><TokenValue>a&amp;b&lt;c</TokenValue></R>`)
    } else response.end(JSON.stringify(this.#perform(operation, parsed, request)))
  }

  #perform(operation: string, body: Record<string, unknown>, request: IncomingMessage): object {
    if (operation === 'RegisterManagedInstance') {
      const nodeId = `mi-${randomBytes(9).toString('hex').slice(0, 17)}`
      this.keys.set(nodeId, String(body['PublicKey']))
      return { InstanceId: nodeId }
    }
    if (operation === 'UpdateManagedInstancePublicKey') {
      this.behaviour.updateKeyPair = false
      this.keys.set(signerOf(request), String(body['NewPublicKey']))
      return {}
    }
    if (operation !== 'RequestManagedInstanceRoleToken') return this.answers.get(operation)?.(body) ?? {}
    return {
      AccessKeyId: `ASIA${signerOf(request)}`,
      SecretAccessKey: secretAccessKey,
      SessionToken: 'session',
      TokenExpirationDate: Date.now() / 1000 + this.behaviour.tokenSeconds,
      UpdateKeyPair: this.behaviour.updateKeyPair,
    }
  }

  #refusal(request: IncomingMessage, body: Buffer, operation: string): { status: number; code: string } | undefined {
    if (operation === 'RegisterManagedInstance') return undefined
    const service = operation === 'control-channel' ? 'ssmmessages' : 'ssm'
    return wrongSignature({ request, body, service, keyOf: (nodeId) => this.keys.get(nodeId) })
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const nodeId = /^\/v1\/control-channel\/([^?]+)/.exec(request.url ?? '')?.[1] ?? ''
    if (this.#refusal(request, Buffer.alloc(0), 'control-channel')) return void socket.destroy()
    this.#sockets.handleUpgrade(request, socket, head, (channel) => this.#serve(nodeId, channel))
  }

  #serve(nodeId: string, channel: WebSocket): void {
    this.#channels.set(nodeId, channel)
    channel.on('ping', () => this.#note({ kind: 'ping' }))
    channel.on('close', () => this.#note({ kind: 'disconnected', nodeId }))
    channel.on('error', () => channel.terminate())
    channel.on('message', (frame: Buffer, isBinary) => {
      if (isBinary) return this.#receive(nodeId, frame)
      if (this.behaviour.streams)
        this.send(nodeId, messageTypes.hello, hello({ capabilities: ['output-stream', 'full-output'], serverTime: Date.now() }))
      this.#note({ kind: 'connected', nodeId, frame: parseOpenFrame(frame.toString()) })
    })
  }

  #receive(nodeId: string, frame: Buffer): void {
    const decoded = decodeAgentMessage(frame, nodeHasher)
    if (decoded.kind === 'malformed') throw new Error(`The agent sent a malformed frame: ${decoded.reason}`)
    const { type, messageId } = decoded.message
    const payload = jsonPayload(decoded.message) as Record<string, unknown>
    if (type === messageTypes.jobReply && this.behaviour.acknowledgesReplies) {
      this.send(
        nodeId,
        messageTypes.jobReplyAck,
        jobReplyAck({ jobId: String(payload['jobId']), acknowledgedMessageId: messageId }),
      )
    }
    if (type === messageTypes.jobOutput) this.#store(nodeId, payload as unknown as StoredOutput)
    this.#note({ kind: 'message', type, messageId, payload })
  }

  #store(nodeId: string, { jobId, step, stream, offset, text }: StoredOutput): void {
    const key = `${jobId} ${step} ${stream}`
    const stored = Buffer.from(this.output.get(key) ?? '')
    const bytes = Buffer.from(text)
    if (offset > stored.length) throw new Error(`A gap in ${key}: ${stored.length} bytes are there, ${offset} come next`)
    const isNew = offset + bytes.length > stored.length
    if (isNew) this.output.set(key, Buffer.concat([stored, bytes.subarray(stored.length - offset)]).toString())
    if (!this.behaviour.acknowledgesOutput) return
    const reached = Math.max(stored.length, offset + bytes.length)
    this.send(nodeId, messageTypes.jobOutputAck, jobOutputAck({ jobId, step, stream, offset: reached }))
  }
}

interface StoredOutput {
  jobId: string
  step: string
  stream: 'stdout' | 'stderr'
  offset: number
  text: string
}
