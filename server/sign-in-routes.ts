import type { IncomingMessage, ServerResponse } from 'node:http'
import { actorOf, type AuditRecord } from '#lib/capabilities/audit/index'
import { clientAddressHeader, createOwner, findHalfSignedIn, isSetupToken, type SignIn } from '#lib/capabilities/auth/index'
import { settingOf } from '#lib/capabilities/settings/index'
import { answerJson, respond } from '#lib/api/answer'
import type { Api } from '#lib/api/api'
import { findSession, refuseForeign, type Session } from '#lib/api/bff-door'
import { clientOf } from '#lib/api/client'
import { readBody } from '#lib/api/read-body'
import type { Caller } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { parseBody } from '#lib/wire/aws-json'
import { inPlainWords } from './sign-in-words'

const largestForm = 16 * 1024

export interface SignInRoutes {
  /** What `/api/session` says of a session. */
  describe(session: Session): Promise<object>
  /** `/api/auth/…`: better-auth, with an audit record of every attempt to sign in. */
  auth(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** `/api/session`: who is signed in, on what, and until when. POST starts the time anew. */
  session(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** `POST /api/setup`: the first owner, by the one-time link. */
  setup(request: IncomingMessage, response: ServerResponse): Promise<void>
}

interface Versions {
  version: string
  /** Of the agent that this server hands out. */
  agentVersion: string
}

export function createSignInRoutes(api: Api, signIn: SignIn, versions: Versions): SignInRoutes {
  const { ports } = api
  const describe = async (session: Session) => ({ ...(await describeSession(ports, session)), ...versions })

  async function forward(request: IncomingMessage, url: URL, body: Buffer): Promise<Response> {
    const headers = new Headers()
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined && name !== clientAddressHeader) headers.set(name, String(value))
    }
    headers.set(clientAddressHeader, clientOf(request).sourceIp)
    const withBody = request.method !== 'GET' && request.method !== 'HEAD'
    return signIn.handler(
      new Request(url, { method: request.method ?? 'GET', headers, ...(withBody ? { body: new Uint8Array(body) } : {}) }),
    )
  }

  async function callerOf(request: IncomingMessage, action: string): Promise<Caller | undefined> {
    const session = await findSession(signIn, request)
    if (session || !codeActions.has(action)) return session?.caller
    const half = await findHalfSignedIn(signIn, request.headers.cookie)
    return half && { kind: 'user', ...half, ...clientOf(request) }
  }

  return {
    describe,
    auth: (request, response) =>
      respond(ports.log, { request, response }, async ({ requestId }) => {
        const url = addressOf(request)
        if (!isOffered(url.pathname)) throw new ApiError('UnknownOperationException', 'There is no such call.', 404)
        const body = await readBody(request, largestForm)
        const action = actions.get(url.pathname)
        // Before the call: signing out and turning the second factor on end the session that made it.
        const caller = action ? await callerOf(request, action) : undefined
        const answer = await forward(request, url, body)
        if (action) api.observers.audit.add(attempt(api, request, { action, body, requestId, status: answer.status, caller }))
        await write(answer, response)
      }),
    session: (request, response) =>
      respond(ports.log, { request, response }, async () => {
        // Looking does not count as use: a page asks how long the session lasts without making it last.
        const isUse = request.method === 'POST'
        if (isUse) refuseForeign(request)
        const session = await findSession(signIn, request, isUse ? response : undefined)
        if (!session) throw new ApiError('NotSignedInException', 'You are signed out: sign in again.', 401)
        answerJson(response, await describe(session), { type: 'application/json' })
      }),
    setup: (request, response) =>
      respond(ports.log, { request, response }, async ({ requestId }) => {
        refuseForeign(request)
        const body = await readBody(request, largestForm)
        const record = (status: number) =>
          api.observers.audit.add(attempt(api, request, { action: 'CreateOwner', body, requestId, status }))
        const answer = await setUp(api, signIn, formOf(parseBody(body))).catch((refusal: unknown) => {
          record(403)
          throw refusal
        })
        record(answer.status)
        await write(answer, response)
      }),
  }
}

async function describeSession({ db, config }: Api['ports'], { caller, name, twoFactor, expiresAt }: Session): Promise<object> {
  const user = { id: caller.userId, email: caller.email, name, role: caller.role, twoFactor }
  const { accountId, region, url, tlsPort } = config
  const installation = await settingOf({ db, caller }, '/quarterdeck/installation/name')
  return { user, installation, accountId, region, url, tlsPort, expiresAt }
}

/** Makes the owner and signs them in. */
async function setUp({ ports }: Api, signIn: SignIn, form: ReturnType<typeof formOf>): Promise<Response> {
  if (!isSetupToken(ports, form.token)) {
    throw new ApiError(
      'InvalidSetupLinkException',
      'This set-up link is not valid: use the one that the server printed when it started.',
      403,
    )
  }
  await createOwner(ports, signIn, form)
  const body = { email: form.email.toLowerCase(), password: form.password }
  return signIn.api.signInEmail({ body, asResponse: true, headers: new Headers() })
}

/** The rest of better-auth's routes stays closed; `get-session` would hand the token to scripts. */
const offered = new Set(['/api/auth/sign-in/email', '/api/auth/sign-out', '/api/auth/change-password'])

function isOffered(path: string): boolean {
  return offered.has(path) || /^\/api\/auth\/two-factor\/[a-z-]+$/.test(path)
}

/** The address that the sign-in library routes by, without the dots and slashes that the client may have put into it. */
function addressOf(request: IncomingMessage): URL {
  const scheme = 'encrypted' in request.socket ? 'https' : 'http'
  const url = URL.parse(request.url ?? '/', `${scheme}://${request.headers.host ?? 'localhost'}`)
  if (!url) throw new ApiError('ValidationException', 'The address of the request cannot be read.')
  return url
}

const actions: ReadonlyMap<string, string> = new Map([
  ['/api/auth/sign-in/email', 'SignIn'],
  ['/api/auth/sign-out', 'SignOut'],
  ['/api/auth/change-password', 'ChangePassword'],
  ['/api/auth/two-factor/enable', 'StartSecondFactor'],
  ['/api/auth/two-factor/disable', 'RemoveSecondFactor'],
  ['/api/auth/two-factor/generate-backup-codes', 'CreateBackupCodes'],
  ['/api/auth/two-factor/verify-totp', 'VerifySecondFactor'],
  ['/api/auth/two-factor/verify-backup-code', 'VerifyBackupCode'],
])

/** The second half of signing in: there is no session yet, but it is known whose password was right. */
const codeActions: ReadonlySet<string> = new Set(['VerifySecondFactor', 'VerifyBackupCode'])

interface Attempt {
  action: string
  body: Buffer
  requestId: string
  status: number
  /** Who was signed in already, or had given the right password. */
  caller?: Caller | undefined
}

function attempt(api: Api, request: IncomingMessage, { action, body, requestId, status, caller }: Attempt): AuditRecord {
  const { clock, config } = api.ports
  return {
    accountId: config.accountId,
    at: clock.now(),
    ...(caller ? actorOf(caller) : anonymous(body)),
    ...clientOf(request),
    service: 'console',
    action,
    access: 'write',
    resources: ['*'],
    request: {},
    result: status < 400 ? 'ok' : status === 429 ? 'ThrottlingException' : 'AccessDeniedException',
    message: null,
    requestId,
    durationMs: 0,
  }
}

function anonymous(body: Buffer): ReturnType<typeof actorOf> {
  return { actorKind: 'anonymous', actor: emailIn(body) ?? 'anonymous', role: null, accessKeyId: null }
}

function emailIn(body: Buffer): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    const email = typeof parsed === 'object' && parsed !== null && 'email' in parsed ? parsed.email : undefined
    return typeof email === 'string' ? email.slice(0, 254) : undefined
  } catch {
    return undefined
  }
}

function formOf(value: unknown): { token: string; email: string; name: string; password: string } {
  const form = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const text = (name: string) => (typeof form[name] === 'string' ? form[name] : '')
  return { token: text('token'), email: text('email').trim(), name: text('name').trim(), password: text('password') }
}

async function write(answer: Response, response: ServerResponse): Promise<void> {
  const body = inPlainWords(answer.status, withoutToken(Buffer.from(await answer.arrayBuffer())))
  answer.headers.forEach((value, name) => {
    if (name !== 'set-cookie' && name !== 'content-length') response.setHeader(name, value)
  })
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  response.writeHead(answer.status, { 'cache-control': 'no-store', 'content-length': body.length })
  response.end(body)
}

/** The session's token belongs in the HttpOnly cookie alone. */
function withoutToken(body: Buffer): Buffer {
  const text = body.toString('utf8')
  if (!text.includes('"token"')) return body
  const { token: _token, ...rest } = JSON.parse(text) as Record<string, unknown>
  return Buffer.from(JSON.stringify(rest))
}
