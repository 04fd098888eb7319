/**
 * Temporary credentials of nodes, kept nowhere: the secret is derived from the key id, and the session token carries under seal
 * whose it is and how long. What ends them early is the node's own state.
 */
import { createHmac, type KeyObject, randomBytes } from 'node:crypto'
import { findNodeIdentity, transitionToNextKey } from '#lib/capabilities/nodes/index'
import type { Ctx, Ports } from '#lib/platform/context'
import { openPublicKey } from './public-key'

export const credentialSeconds = 3600

const sealContext = 'node-session-token'

export interface NodeCredentials {
  nodeId: string
  accountId: string
  secretAccessKey: string
  expires: Date
}

export interface IssuedCredentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string
  expires: Date
}

export async function issueNodeCredentials(ctx: Ctx, nodeId: string): Promise<IssuedCredentials> {
  const accessKeyId = newAccessKeyId()
  const expires = new Date(ctx.clock.now().getTime() + credentialSeconds * 1000)
  const claims = { nodeId, accountId: ctx.caller.accountId, keyId: accessKeyId, expires: expires.getTime() }
  const sealed = await ctx.secrets.seal(Buffer.from(JSON.stringify(claims)), sealContext)
  return {
    accessKeyId,
    secretAccessKey: secretOf(ctx, accessKeyId),
    sessionToken: Buffer.from(sealed).toString('base64'),
    expires,
  }
}

/** `undefined` for what we did not issue and for nodes that are registered no more. The caller looks at `expires`. */
export async function openNodeCredentials(
  ctx: Pick<Ports, 'db' | 'secrets'>,
  accessKeyId: string,
  sessionToken: string,
): Promise<NodeCredentials | undefined> {
  const claims = await openClaims(ctx, sessionToken)
  if (!claims || claims.keyId !== accessKeyId) return undefined
  const node = await findNodeIdentity(ctx, claims.nodeId)
  if (node?.accountId !== claims.accountId) return undefined
  const { nodeId, accountId, expires } = claims
  return { nodeId, accountId, secretAccessKey: secretOf(ctx, accessKeyId), expires: new Date(expires) }
}

/** The keys that the node may sign with: the current one, and the one that it has announced. */
export async function findNodeKeys(
  ctx: Pick<Ports, 'db'>,
  nodeId: string,
): Promise<{ accountId: string; keys: readonly KeyObject[] } | undefined> {
  const node = await findNodeIdentity(ctx, nodeId)
  if (!node) return undefined
  const texts = [node.publicKey, ...(node.nextPublicKey ? [node.nextPublicKey] : [])]
  return { accountId: node.accountId, keys: texts.flatMap((text) => openPublicKey(text) ?? []) }
}

/** To be called with the key that a valid signature was made with: an announced key takes over, and the old one is refused. */
export async function confirmNodeKey(ctx: Pick<Ports, 'db'>, nodeId: string, key: KeyObject): Promise<void> {
  const node = await findNodeIdentity(ctx, nodeId)
  if (!node?.nextPublicKey || !openPublicKey(node.nextPublicKey)?.equals(key)) return
  await transitionToNextKey(ctx, nodeId, node.nextPublicKey)
}

interface Claims {
  nodeId: string
  accountId: string
  keyId: string
  expires: number
}

async function openClaims(ctx: Pick<Ports, 'secrets'>, sessionToken: string): Promise<Claims | undefined> {
  try {
    const plain = await ctx.secrets.open(Buffer.from(sessionToken, 'base64'), sealContext)
    // The guarantee of this cast: nobody but `issueNodeCredentials` can make what opens.
    return JSON.parse(Buffer.from(plain).toString('utf8')) as Claims
  } catch {
    return undefined
  }
}

function secretOf(ctx: Pick<Ports, 'secrets'>, accessKeyId: string): string {
  return createHmac('sha256', ctx.secrets.derive('node-credentials')).update(accessKeyId).digest('base64')
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function newAccessKeyId(): string {
  return `ASIA${[...randomBytes(16)].map((byte) => alphabet[byte % 32]).join('')}`
}
