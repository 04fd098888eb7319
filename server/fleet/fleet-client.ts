/** The fleet's HTTPS side: connections that are kept and shared, TLS sessions taken up again, one set of trusted certificates. */
import { Agent, request } from 'node:https'
import type { createConnection } from 'node:net'
import { connect as connectTls, createSecureContext, type ConnectionOptions, type TLSSocket } from 'node:tls'
import type { ControlPlane } from '#agent/control-plane/control-plane'
import { Refusal } from '#agent/control-plane/control-plane'
import { nodeHasher } from '#lib/api/node-hasher'
import { parseJson } from '#lib/wire/aws-json'
import { type Credentials, signRequest } from '#lib/wire/sigv4'

export interface FleetCall {
  path: string
  headers: Readonly<Record<string, string>>
  body: object
  service: 'ssm' | 'ssmmessages'
  credentials?: Credentials
  /** One of this machine's addresses to call from. */
  localAddress?: string | undefined
}

export interface FleetClient {
  call(call: FleetCall): Promise<{ status: number; body: string }>
  operation(name: string, input: Omit<FleetCall, 'path' | 'headers' | 'service'>): Promise<Readonly<Record<string, unknown>>>
  /** For a WebSocket. */
  openSocket: typeof createConnection
  close(): void
}

const answerWithinMilliseconds = 60_000

export function createFleetClient(plane: ControlPlane, connections: number): FleetClient {
  const trusted = plane.ca === undefined ? {} : { ca: plane.ca }
  const agent = new Agent({ keepAlive: true, maxSockets: connections, minVersion: 'TLSv1.2', ...trusted })
  const secureContext = createSecureContext({ minVersion: 'TLSv1.2', ...trusted })
  let session: Buffer | undefined

  function send({
    path,
    headers,
    body,
    service,
    credentials,
    localAddress,
  }: FleetCall): Promise<{ status: number; body: string }> {
    const bytes = Buffer.from(JSON.stringify(body))
    const url = `${plane.url}${path}`
    const { region, clock } = plane
    const toSign = { method: 'POST', url, headers, body: bytes, region, service, date: clock.now(), hasher: nodeHasher }
    const sent = { ...(credentials ? signRequest({ ...toSign, credentials }) : headers), 'content-length': bytes.length }
    const from = localAddress === undefined ? {} : { localAddress, family: 4 }
    return new Promise((resolve, reject) => {
      const outgoing = request(url, { method: 'POST', headers: sent, agent, timeout: answerWithinMilliseconds, ...from })
      outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer from ${plane.url}`)))
      outgoing.on('error', reject)
      outgoing.on('response', (incoming) => {
        const parts: Buffer[] = []
        incoming.on('data', (part: Buffer) => parts.push(part))
        incoming.on('error', reject)
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }))
      })
      outgoing.end(bytes)
    })
  }

  return {
    call: send,
    async operation(name, input) {
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AmazonSSM.${name}` }
      const { status, body } = await send({ ...input, path: '/', headers, service: 'ssm' })
      return readAnswer(status, body)
    },
    openSocket: asConnect((options) => {
      const resumed = session ? { session } : {}
      const socket = connectTls({ ...options, path: undefined, servername: options.host ?? '', secureContext, ...resumed })
      socket.once('secureConnect', () => {
        if (socket.isSessionReused()) return
        session = undefined
        socket.once('session', (ticket: Buffer) => {
          session = ticket
        })
      })
      return socket
    }),
    close: () => agent.destroy(),
  }
}

/** The guarantee of this cast: ws calls it with one argument, the options of its request. */
function asConnect(open: (options: ConnectionOptions) => TLSSocket): typeof createConnection {
  return open as typeof createConnection
}

function readAnswer(status: number, text: string): Readonly<Record<string, unknown>> {
  const parsed = parseJson(text)
  // The guarantee of this cast: every answer of an operation is an object.
  const body = parsed.kind === 'parsed' ? (parsed.value as Readonly<Record<string, unknown>>) : {}
  if (status === 200) return body
  const { __type: code = `HTTP ${status}`, message = 'the server gave no reason' } = body as { __type?: string; message?: string }
  throw new Refusal(code, message)
}
