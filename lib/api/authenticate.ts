/** Who signed a request: a person's access key, a node's temporary credentials, or a node's RSA key. */
import { constants, type KeyObject, verify } from 'node:crypto'
import type { SigningKeys } from '#lib/capabilities/auth/index'
import type { Caller, Ports } from '#lib/platform/context'
import { isApiError } from '#lib/vocabulary/api-error'
import {
  expiredToken,
  hmacMatches,
  type ParsedSignature,
  parseAuthorization,
  unrecognizedClient,
  verifySignature,
} from '#lib/wire/sigv4'
import { type HttpRequest, type Scope, scopeText, signingKey } from '#lib/wire/sigv4-canonical'
import { equalInConstantTime, nodeHasher } from './node-hasher'

export interface NodeCredentials {
  nodeId: string
  accountId: string
  secretAccessKey: string
  expires: Date
}

/** Where keys are found; `undefined` means that there is no such key. */
export interface KeySources {
  signingKeys: SigningKeys
  openNodeCredentials(accessKeyId: string, sessionToken: string): Promise<NodeCredentials | undefined>
  /** Public keys that a node may sign with: two while it changes them. */
  findNodeKeys(nodeId: string): Promise<{ accountId: string; keys: readonly KeyObject[] } | undefined>
  /** Called with the key that made a valid signature. */
  confirmNodeKey(nodeId: string, key: KeyObject): Promise<void>
}

export interface SignedRequest {
  http: HttpRequest
  client: { sourceIp: string; userAgent: string }
  /** Names of the service that the signature may be scoped to. */
  services: readonly string[]
}

/** Throws the error that AWS gives for what is missing, unknown, wrong, expired or skewed. */
export async function authenticate(ports: Pick<Ports, 'clock'>, sources: KeySources, request: SignedRequest): Promise<Caller> {
  const parsed = parseAuthorization(request.http.headers, request.http.url)
  if (isApiError(parsed)) throw parsed
  const now = ports.clock.now()
  const signer = await findSigner(sources, request, { parsed, now })
  const { caller, matches } = signer
  const { http, services } = request
  const wrong = verifySignature({ request: http, parsed, services, now, hasher: nodeHasher, matches })
  if (wrong) throw wrong
  await signer.confirm?.()
  return caller
}

interface Signer {
  caller: Caller
  matches(toSign: string): boolean
  /** Called when the signature is right. */
  confirm?(): Promise<void> | void
}

interface Claim {
  parsed: ParsedSignature
  now: Date
}

async function findSigner(sources: KeySources, request: SignedRequest, claim: Claim): Promise<Signer> {
  const { parsed } = claim
  if (parsed.kind === 'rsa') return findNodeKey(sources, request, parsed)
  if (parsed.securityToken !== undefined) return findNodeCredentials(sources, request, claim)
  const key = await sources.signingKeys.find(parsed.accessKeyId)
  if (!key) throw unrecognizedClient()
  const { user, accessKeyId, secretAccessKey } = key
  const { accountId, email, role, id: userId } = user
  return {
    caller: { kind: 'user', accountId, userId, email, role, accessKeyId, ...request.client },
    matches: hmacMatches(parsed, secretAccessKey, {
      hasher: nodeHasher,
      equal: equalInConstantTime,
      keyOf: (scope) => derivedKey(key, scope),
    }),
    confirm: () => sources.signingKeys.noteUse(accessKeyId, parsed.scope.service),
  }
}

type SigningKey = NonNullable<Awaited<ReturnType<SigningKeys['find']>>>

const mostDerived = 16

/** Forgotten with the key, at the latest after half a minute. */
function derivedKey({ derived, secretAccessKey }: SigningKey, scope: Scope): Uint8Array {
  const name = scopeText(scope)
  const known = derived.get(name)
  if (known) return known
  if (derived.size >= mostDerived) derived.clear()
  const key = signingKey(secretAccessKey, scope, nodeHasher)
  derived.set(name, key)
  return key
}

async function findNodeCredentials(sources: KeySources, request: SignedRequest, { parsed, now }: Claim): Promise<Signer> {
  const found = await sources.openNodeCredentials(parsed.accessKeyId, parsed.securityToken ?? '')
  if (!found) throw unrecognizedClient()
  if (found.expires <= now) throw expiredToken()
  return {
    caller: { kind: 'node', accountId: found.accountId, nodeId: found.nodeId, ...request.client },
    matches: hmacMatches(parsed, found.secretAccessKey, { hasher: nodeHasher, equal: equalInConstantTime }),
  }
}

async function findNodeKey(sources: KeySources, request: SignedRequest, parsed: ParsedSignature): Promise<Signer> {
  const found = await sources.findNodeKeys(parsed.accessKeyId)
  // Not AccessDeniedException: on that the stock agent sleeps for a day, also when the node comes back with a restored database.
  if (!found) throw unrecognizedClient()
  const signature = Buffer.from(parsed.signature, 'base64')
  let matching: KeyObject | undefined
  return {
    caller: { kind: 'node', accountId: found.accountId, nodeId: parsed.accessKeyId, ...request.client },
    matches(toSign) {
      matching = found.keys.find((key) => matchesRsa(key, toSign, signature))
      return matching !== undefined
    },
    async confirm() {
      if (matching && found.keys.length > 1) await sources.confirmNodeKey(parsed.accessKeyId, matching)
    },
  }
}

function matchesRsa(publicKey: KeyObject, toSign: string, signature: Buffer): boolean {
  const key = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
  return verify('sha256', Buffer.from(toSign), key, signature)
}
