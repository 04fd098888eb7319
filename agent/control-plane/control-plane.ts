import { request } from 'node:https'
import { nodeHasher } from '#agent/control-plane/node-hasher'
import type { ServerClock } from '#agent/control-plane/server-clock'
import { parseJson } from '#lib/wire/aws-json'
import { signRequest, type Credentials } from '#lib/wire/sigv4'

/** Where the agent calls, and whom it trusts there. */
export interface ControlPlane {
  /** `https://host:port` */
  url: string
  region: string
  /** PEM; without it the certificate authorities of the system are trusted. */
  ca: string | undefined
  clock: ServerClock
}

export interface Answer {
  status: number
  body: Buffer
}

export interface Call {
  path: string
  headers: Readonly<Record<string, string>>
  body: string
  service: 'ssm' | 'ssmmessages'
  credentials: Credentials | undefined
}

/** The server answered and refused; `code` is its own word for why. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`)
  }
}

const answerLimit = 4 * 1024 * 1024
const silenceMs = 30_000

/** One AWS JSON operation. Throws `Refusal`, or the network's error when there was no answer. */
export async function callOperation(
  plane: ControlPlane,
  operation: string,
  input: { body: object; credentials?: Credentials },
): Promise<Readonly<Record<string, unknown>>> {
  const { status, body } = await call(plane, {
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AmazonSSM.${operation}` },
    body: JSON.stringify(input.body),
    service: 'ssm',
    credentials: input.credentials,
  })
  const parsed = parseJson(body.toString('utf8'))
  const value = parsed.kind === 'parsed' && isRecord(parsed.value) ? parsed.value : undefined
  if (status === 200 && value) return value
  const { __type: type, message } = value ?? {}
  const code = typeof type === 'string' ? type.slice(type.lastIndexOf('#') + 1) : `HTTP ${status}`
  throw new Refusal(code, typeof message === 'string' ? message : 'the server gave no reason')
}

export function call(plane: ControlPlane, { path, headers, body, service, credentials }: Call): Promise<Answer> {
  const bytes = Buffer.from(body)
  const url = `${plane.url}${path}`
  const date = plane.clock.now()
  const toSign = { method: 'POST', url, headers, body: bytes, region: plane.region, service, date, hasher: nodeHasher }
  const sent = credentials ? signRequest({ ...toSign, credentials }) : headers
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: 'POST',
      headers: { ...sent, 'content-length': bytes.length },
      ...trust(plane),
      agent: false,
    })
    outgoing.setTimeout(silenceMs, () => outgoing.destroy(new Error(`no answer from ${plane.url} within ${silenceMs / 1000} s`)))
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) => {
      plane.clock.learn(incoming.headers.date)
      const parts: Buffer[] = []
      let length = 0
      incoming.on('data', (part: Buffer) => {
        length += part.length
        if (length > answerLimit) outgoing.destroy(new Error('the answer is too long'))
        else parts.push(part)
      })
      incoming.on('error', reject)
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(parts) }))
    })
    outgoing.end(bytes)
  })
}

/** TLS options: our own authority alone when there is one, and names are always verified. */
export function trust(plane: Pick<ControlPlane, 'ca'>): { ca?: string; minVersion: 'TLSv1.2' } {
  return plane.ca === undefined ? { minVersion: 'TLSv1.2' } : { ca: plane.ca, minVersion: 'TLSv1.2' }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
