import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '#lib/platform/log'
import { ApiError, isApiError } from '#lib/vocabulary/api-error'
import { toWire } from '#lib/wire/aws-json'

// One for all: without a reason every abort, which is every request's end, builds an exception with its stack.
const clientGone = new Error('the client has its answer, or has gone')

const awsJson = 'application/x-amz-json-1.1'

/** One request and where its answer goes. The signal fires when the client goes. */
export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  requestId: string
  signal: AbortSignal
}

type Work = (exchange: Exchange) => Promise<void>

/** Runs a door, and answers every failure in the API's form. */
export async function respond(log: Log, client: Pick<Exchange, 'request' | 'response'>, work: Work): Promise<void> {
  const { request, response } = client
  const requestId = crypto.randomUUID()
  const gone = new AbortController()
  response.setHeader('x-amzn-RequestId', requestId)
  response.once('close', () => gone.abort(clientGone))
  try {
    await work({ request, response, requestId, signal: gone.signal })
  } catch (thrown) {
    if (response.headersSent || request.socket.destroyed) return void response.destroy()
    answerError(response, errorOf(log, thrown, requestId))
  }
}

function errorOf(log: Log, thrown: unknown, requestId: string): ApiError {
  if (isApiError(thrown)) return thrown
  log.error({ cause: thrown, requestId }, 'a request failed by a fault of ours')
  return new ApiError('InternalServerError', `The server failed; its log says why under request id ${requestId}.`, 500)
}

interface Form {
  status?: number
  type?: string
}

export function answerJson(response: ServerResponse, body: unknown, { status = 200, type = awsJson }: Form = {}): void {
  const text = Buffer.from(JSON.stringify(toWire(body ?? {})))
  response.writeHead(status, { 'content-type': type, 'content-length': text.length, 'cache-control': 'no-store' })
  response.end(text)
}

export function answerError(response: ServerResponse, failure: ApiError): void {
  // A body that was not read to its end would be taken for the next request.
  if (failure.status === 413) response.setHeader('connection', 'close')
  response.setHeader('x-amzn-ErrorType', failure.code)
  answerJson(response, { __type: failure.code, message: failure.message }, { status: failure.status })
}
