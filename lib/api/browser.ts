import type { Operations } from '#lib/api/operations-type'
import { CallLog, maskSecrets } from '#lib/api/call-log'

export type OperationName = keyof Operations
export type InputOf<Name extends OperationName> = Operations[Name]['input']
export type OutputOf<Name extends OperationName> = Operations[Name]['output']

/** One request as a page sends it; "Copy as" is made from the same object. */
export interface ApiCall {
  service: string
  operation: string
  input: object
}

export interface CallOptions {
  signal?: AbortSignal | undefined
}

export interface Session {
  user: { id: string; email: string; name: string; role: 'owner' | 'operator' | 'viewer' }
  accountId: string
  region: string
  /** The endpoint that agents and the aws CLI use. */
  url: string
  /** Port of the TLS listener that stock agents use. */
  tlsPort?: number
  /** Epoch ms or ISO time at which the session ends. */
  expiresAt?: number | string
  nodeUser?: string
  version: string
}

/** What the server answered instead of a result. `status` 0 means that it could not be reached. */
export class ApiFailure extends Error {
  readonly status: number
  readonly requestId: string | undefined

  constructor(
    readonly code: string,
    message: string,
    answer: { status: number; requestId?: string | undefined },
  ) {
    super(message)
    this.name = 'ApiFailure'
    this.status = answer.status
    this.requestId = answer.requestId
  }
}

/** One per tab and outside React, because the API drawer shows calls from wherever they were made. */
export const callLog = new CallLog(50)

/** Calls one API operation through the console's own door. The answer has the AWS JSON shape: times are epoch seconds. */
export async function call({ service, operation, input }: ApiCall, options: CallOptions = {}): Promise<unknown> {
  const finish = callLog.start(service, operation, input)
  try {
    const { body, requestId, status } = await request(`/api/aws/${service}/${operation}`, input, options)
    finish({ status, requestId, output: maskSecrets(body) })
    return body
  } catch (thrown) {
    if (thrown instanceof ApiFailure)
      finish({ status: thrown.status, requestId: thrown.requestId, failure: { code: thrown.code, message: thrown.message } })
    else
      finish({ status: 0, requestId: undefined, failure: { code: 'Aborted', message: 'The page left before the answer came.' } })
    throw thrown
  }
}

export function ssm<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  options?: CallOptions,
): Promise<OutputOf<Name>> {
  return call({ service: 'ssm', operation: name, input }, options) as Promise<OutputOf<Name>>
}

/** Operations that only this product has, such as ListAuditRecords. `O` is declared by the caller until the registry types it. */
export function quarterdeck<O>(name: string, input: object, options?: CallOptions): Promise<O> {
  return call({ service: 'quarterdeck', operation: name, input }, options) as Promise<O>
}

export async function fetchSession(options: CallOptions = {}): Promise<Session> {
  const { body } = await request('/api/session', undefined, options)
  return body as Session
}

export interface Owner {
  token?: string | undefined
  email: string
  name: string
  password: string
}

export async function createOwner(owner: Owner): Promise<void> {
  await request('/api/setup', owner)
}

export type SignInAnswer = 'signed-in' | 'needs-code'

export async function signIn(email: string, password: string): Promise<SignInAnswer> {
  const { body } = await request('/api/auth/sign-in/email', { email, password })
  return isRecord(body) && body.twoFactorRedirect === true ? 'needs-code' : 'signed-in'
}

export async function verifyCode(code: string): Promise<void> {
  await request('/api/auth/two-factor/verify-totp', { code })
}

export async function signOut(): Promise<void> {
  await request('/api/auth/sign-out', {})
}

interface Answer {
  body: unknown
  requestId: string | undefined
  status: number
}

async function request(path: string, input?: object, options: CallOptions = {}): Promise<Answer> {
  const init: RequestInit = { headers: { 'content-type': 'application/json', 'x-quarterdeck': '1' }, credentials: 'same-origin' }
  if (input !== undefined) Object.assign(init, { method: 'POST', body: JSON.stringify(input) })
  if (options.signal) init.signal = options.signal
  const response = await fetch(path, init).catch((cause: unknown) => {
    if (options.signal?.aborted) throw cause
    throw new ApiFailure('Unreachable', 'The server cannot be reached. Check the network, then try again.', { status: 0 })
  })
  const requestId = response.headers.get('x-amzn-requestid') ?? undefined
  const body = await readJson(response)
  if (response.ok) return { body, requestId, status: response.status }
  if (response.status === 401 && !path.startsWith('/api/auth/')) goToSignIn()
  throw failureFrom(body, response.status, requestId)
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return {}
  }
}

function failureFrom(body: unknown, status: number, requestId: string | undefined): ApiFailure {
  const answer = isRecord(body) ? body : {}
  const code = (textOf(answer.__type) ?? textOf(answer.code) ?? `Http${status}`).replace(/^.*#/, '')
  const message = textOf(answer.message) ?? textOf(answer.Message) ?? `The server answered with status ${status}.`
  return new ApiFailure(code, message, { status, requestId })
}

function goToSignIn(): void {
  if (['/sign-in', '/setup'].includes(location.pathname)) return
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
