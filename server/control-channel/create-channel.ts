import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '#lib/api/read-body'
import type { Caller } from '#lib/platform/context'
import { ApiError, isApiError } from '#lib/vocabulary/api-error'
import { gatewayLimits } from './limits'
import type { Presence } from './presence'

/** Who signed the request; throws the ApiError that says why it is nobody. The body is part of the signature. */
export type Authenticate = (request: IncomingMessage, body: Uint8Array) => Promise<Caller>

const path = /^\/v1\/control-channel\/([A-Za-z0-9_-]{1,64})$/

/** The node that the path names, when its own credentials signed the request. */
export async function authenticateNode(authenticate: Authenticate, request: IncomingMessage, body: Uint8Array) {
  const named = path.exec((request.url ?? '').split('?')[0] ?? '')?.[1]
  if (!named) throw new ApiError('ResourceNotFoundException', 'There is no such channel.', 404)
  const caller = await authenticate(request, body)
  if (caller.kind === 'node' && caller.nodeId === named) return { accountId: caller.accountId, nodeId: caller.nodeId }
  throw accessDenied(named)
}

export function accessDenied(nodeId: string): ApiError {
  return new ApiError('AccessDeniedException', `These credentials may not open the control channel of ${nodeId}.`, 403)
}

/** Status 201 and XML: anything else is a failure to the stock agent. */
export async function answerCreate(
  parts: { authenticate: Authenticate; presence: Presence },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, gatewayLimits.createBodyBytes)
  if (request.method !== 'POST') throw new ApiError('MethodNotAllowedException', 'A control channel is created by POST.', 400)
  const node = await authenticateNode(parts.authenticate, request, body)
  const token = await parts.presence.createToken(node)
  if (!token) throw accessDenied(node.nodeId)
  answerXml(
    response,
    201,
    element('CreateControlChannelResponse', `${element('MessageSchemaVersion', '1.0')}${element('TokenValue', token)}`),
  )
}

export function errorOf(thrown: unknown): { status: number; xml: string; isOurs: boolean } {
  if (!isApiError(thrown))
    return { status: 500, xml: element('InternalServerError', element('message', 'The server failed.')), isOurs: true }
  // The agent looks for 403 before it reads the name of the error.
  const status = thrown.status === 400 ? 403 : thrown.status
  return { status, xml: element(thrown.code, element('message', escapeXml(thrown.message))), isOurs: false }
}

export function answerXml(response: ServerResponse, status: number, xml: string): void {
  if (response.headersSent) return void response.end()
  response.writeHead(status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(xml) }).end(xml)
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`
}

function escapeXml(text: string): string {
  return text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`)
}
