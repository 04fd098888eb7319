import type { IncomingMessage } from 'node:http'
import { readBody } from '#lib/api/read-body'
import type { NodeName } from '#lib/capabilities/nodes/model/channel'
import type { Caller } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { gatewayLimits } from './limits'
import type { Presence } from './presence'
import { element } from './refusal'

/** Who signed the request; throws the ApiError that says why it is nobody. The body is part of the signature. */
export type Authenticate = (request: IncomingMessage, body: Buffer) => Promise<Caller>

const path = /^\/v1\/control-channel\/([A-Za-z0-9_-]{1,64})$/

/** The node that the path names, when its own credentials signed the request. */
export async function authenticateNode(authenticate: Authenticate, request: IncomingMessage, body: Buffer): Promise<NodeName> {
  const named = path.exec((request.url ?? '').split('?')[0] ?? '')?.[1]
  if (!named) throw new ApiError('ResourceNotFoundException', 'There is no such channel.', 404)
  const caller = await authenticate(request, body)
  if (caller.kind === 'node' && caller.nodeId === named) return { accountId: caller.accountId, nodeId: caller.nodeId }
  throw accessDenied(named)
}

/** The XML with the token: with any other status than 201, or as JSON, it is a failure to the stock agent. */
export async function createChannel(
  parts: { authenticate: Authenticate; presence: Presence },
  request: IncomingMessage,
): Promise<{ status: number; xml: string }> {
  const body = await readBody(request, gatewayLimits.createBodyBytes)
  if (request.method !== 'POST') throw new ApiError('ResourceNotFoundException', 'A control channel is created by POST.', 404)
  const node = await authenticateNode(parts.authenticate, request, body)
  const token = await parts.presence.createToken(node)
  if (!token) throw accessDenied(node.nodeId)
  const content = element('MessageSchemaVersion', '1.0') + element('TokenValue', token)
  return { status: 201, xml: element('CreateControlChannelResponse', content) }
}

function accessDenied(nodeId: string): ApiError {
  return new ApiError('AccessDeniedException', `These credentials may not open the control channel of ${nodeId}.`, 403)
}
