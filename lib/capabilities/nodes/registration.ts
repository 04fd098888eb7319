import { randomBytes } from 'node:crypto'
import { forgetTaggable, registerTaggable, type Tag } from '#lib/capabilities/tags/index'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { announceFacts, announceNode, nodeTopics } from './changes'
import { closeChannelSubject } from './model/channel'
import { nodeIdFrom } from './model/node'
import { insertNode, lockNodeRow, requireNodeRow, updateNode } from './store/nodes'

/** What an activation and the machine say about a new node. */
export interface Registration {
  activationId: string
  iamRole: string
  name: string
  tags: readonly Tag[]
  publicKey: string
  fingerprint: string
  ipAddress: string
}

/** Makes a node in the caller's account and answers its id. It is ConnectionLost until its agent calls. */
export async function registerNode(tx: Ctx, registration: Registration): Promise<string> {
  const { tags, ...given } = registration
  const id = nodeIdFrom(randomBytes(9))
  const now = tx.clock.now()
  const state = { state: 'registered', pingStatus: 'ConnectionLost', pingStatusSince: now, registeredAt: now } as const
  await insertNode(tx, { accountId: tx.caller.accountId, id, ...given, ...state })
  await registerTaggable(tx, { type: 'ManagedInstance', id }, { tags, topics: nodeTopics([id]) })
  await announceNode(tx, id, { change: 'registered', reason: `activation ${given.activationId}` })
  return id
}

/** Leaves a tombstone. The node's credentials are refused from here on, and its control channel is closed. */
export async function deregisterNode(tx: Ctx, id: string, by: string): Promise<void> {
  const before = await lockNodeRow(tx, id)
  const deregisteredAt = tx.clock.now()
  const fromStatus =
    before.pingStatus === 'ConnectionLost' ? {} : { pingStatus: 'ConnectionLost' as const, pingStatusSince: deregisteredAt }
  await updateNode(tx, id, { state: 'deregistered', deregisteredAt, deregisteredBy: by, ...fromStatus, ...withoutChannel })
  await forgetTaggable(tx, { type: 'ManagedInstance', id })
  await announceNode(tx, id, { change: 'deregistered', reason: `by ${by}` })
  const { gatewayId, connectionId } = before
  if (!gatewayId || !connectionId) return
  tx.afterCommit(() => tx.bus.publish(closeChannelSubject(gatewayId), new TextEncoder().encode(connectionId)))
}

const withoutChannel = {
  offlineAfter: null,
  gatewayId: null,
  connectionId: null,
  channelTokenHash: null,
  channelTokenExpiresAt: null,
} as const

/**
 * The agent makes a new fingerprint when its hardware changed, and a copy of the machine does the same. Refusing would lock out
 * the first to notice the second, so it is recorded and shown.
 */
export async function recordFingerprint(ctx: Ctx, id: string, fingerprint: string): Promise<void> {
  const node = await requireNodeRow(ctx, id)
  if (node.fingerprint === fingerprint) return
  await transact(ctx, async (tx) => {
    await updateNode(tx, id, { fingerprint, fingerprintChangedAt: tx.clock.now() })
    await announceFacts(tx, id)
  })
}

/** The old key stays good until the first signature with the new one. */
export async function replaceNodeKey(tx: Ctx, id: string, nextPublicKey: string): Promise<void> {
  await updateNode(tx, id, { nextPublicKey })
}
