import type { IncomingMessage, ServerResponse } from 'node:http'
import { lastEndOf, type SignIn } from '#lib/capabilities/auth/index'
import type { Caller, Role } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { parseBody } from '#lib/wire/aws-json'
import { answerJson, type Exchange, respond } from './answer'
import { type Api, callOperation } from './api'
import { clientOf } from './client'
import { mebibyte, readBody } from './read-body'

export interface Session {
  caller: Extract<Caller, { kind: 'user' }>
  name: string
  /** Whether signing in takes a code as well. */
  twoFactor: boolean
  expiresAt: Date
}

/**
 * The person behind the session cookie, if there is one. With a `response` the session counts as used: it lasts longer, and the
 * browser is told so. Without, it is only looked at.
 */
export async function findSession(
  signIn: SignIn,
  request: IncomingMessage,
  response?: ServerResponse,
): Promise<Session | undefined> {
  if (!request.headers.cookie) return undefined
  const headers = new Headers({ cookie: request.headers.cookie })
  const query = { disableRefresh: response === undefined }
  const answer = await signIn.api.getSession({ headers, query, returnHeaders: true })
  if (!answer.response) return undefined
  const { user, session } = answer.response
  const lastEnd = lastEndOf(session.createdAt)
  if (lastEnd <= new Date()) {
    await signIn.api.signOut({ headers })
    return undefined
  }
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) response?.setHeader('set-cookie', cookies)
  const caller = {
    kind: 'user' as const,
    userId: user.id,
    email: user.email,
    role: user.role as Role,
    accountId: user.homeAccount,
    ...clientOf(request),
  }
  return {
    caller,
    name: user.name,
    twoFactor: user.twoFactorEnabled === true,
    expiresAt: new Date(Math.min(session.expiresAt.getTime(), lastEnd.getTime())),
  }
}

/** A page of another site can make a browser send its cookies, but not this header, and not from our origin. */
export function refuseForeign(request: IncomingMessage): void {
  const origin = request.headers.origin
  const foreign = origin !== undefined && URL.parse(origin)?.host !== request.headers.host
  if (foreign || request.headers['x-quarterdeck'] !== '1') {
    throw new ApiError(
      'AccessDeniedException',
      'The console API takes requests of the console alone; programs use POST / with a signature.',
      403,
    )
  }
}

const route = /^\/api\/aws\/([a-z0-9]{1,20})\/([A-Za-z0-9]{1,80})$/

/** `POST /api/aws/{service}/{Operation}`: the same operations as the AWS door, by session cookie. */
export function handleConsoleCall(api: Api, signIn: SignIn, client: Pick<Exchange, 'request' | 'response'>): Promise<void> {
  return respond(api.ports.log, client, async ({ request, response, requestId, signal }) => {
    const [, service, operation] = route.exec(request.url ?? '') ?? []
    if (!service || !operation || request.method !== 'POST')
      throw new ApiError('UnknownOperationException', 'There is no such call.', 404)
    refuseForeign(request)
    const session = await findSession(signIn, request, response)
    if (!session) throw new ApiError('NotSignedInException', 'You are signed out: sign in again.', 401)
    const input = parseBody(await readBody(request, api.ports.config.limits.requestMiB * mebibyte))
    answerJson(response, await callOperation(api, { service, operation, input, caller: session.caller, requestId, signal }))
  })
}
