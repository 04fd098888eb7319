export interface CallOptions {
  signal?: AbortSignal | undefined
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

interface Answer {
  body: unknown
  requestId: string | undefined
  status: number
}

/** One request to this console's own server, which knows the person by a cookie. */
export async function request(path: string, input?: object, options: CallOptions = {}): Promise<Answer> {
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
  if (response.status === 401 && !path.startsWith('/api/auth/')) tellSignedOut()
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

export const signedOutEvent = 'quarterdeck:signed-out'

/** A page with a frame hears it and asks to sign in over what is being worked on; any other leaves for the sign-in page. */
function tellSignedOut(): void {
  const alone = window.dispatchEvent(new Event(signedOutEvent, { cancelable: true }))
  if (!alone || ['/sign-in', '/setup'].includes(location.pathname)) return
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
