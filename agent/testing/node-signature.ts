import { constants, createPublicKey, verify } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { nodeHasher } from '#agent/control-plane/node-hasher'
import { hmacMatches, parseAuthorization, verifySignature } from '#lib/wire/sigv4'

export const secretAccessKey = 'test-secret-access-key'

export interface SignedRequest {
  request: IncomingMessage
  body: Buffer
  service: 'ssm' | 'ssmmessages'
  /** Public key of a node, base64 SPKI. */
  keyOf(nodeId: string): string | undefined
}

/** What is wrong with a signature, whether by the node's own key or by temporary credentials; nothing when it is right. */
export function wrongSignature({ request, body, service, keyOf }: SignedRequest): { status: number; code: string } | undefined {
  const parsed = parseAuthorization(request.headers, request.url)
  if (!('accessKeyId' in parsed)) return { status: 403, code: parsed.code }
  const byNode = (toSign: string) => {
    const publicKey = keyOf(parsed.accessKeyId)
    if (publicKey === undefined) return false
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    const padded = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
    return verify('sha256', Buffer.from(toSign), padded, Buffer.from(parsed.signature, 'base64'))
  }
  const byCredentials = hmacMatches(parsed, secretAccessKey, { hasher: nodeHasher, equal: (one, other) => one === other })
  const matches = parsed.kind === 'rsa' ? byNode : byCredentials
  const signed = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
  const wrong = verifySignature({ request: signed, parsed, services: [service], now: new Date(), hasher: nodeHasher, matches })
  return wrong && { status: 400, code: wrong.code }
}

export function signerOf(request: IncomingMessage): string {
  const parsed = parseAuthorization(request.headers, request.url)
  return 'accessKeyId' in parsed ? parsed.accessKeyId : ''
}
