import { and, eq } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { nodes } from '../tables'

/** How a node proves who it is. Looked up by id alone: the signature comes before the account is known. */
export interface NodeIdentity {
  accountId: string
  nodeId: string
  publicKey: string
  nextPublicKey: string | null
}

export async function findNodeIdentity(ctx: Pick<Ctx, 'db'>, nodeId: string): Promise<NodeIdentity | undefined> {
  const rows = await ctx.db
    .select({ accountId: nodes.accountId, nodeId: nodes.id, publicKey: nodes.publicKey, nextPublicKey: nodes.nextPublicKey })
    .from(nodes)
    .where(and(eq(nodes.id, nodeId), eq(nodes.state, 'registered')))
  return rows[0]
}

/** The next key takes over; no row changes when another request was first. */
export async function transitionToNextKey(ctx: Pick<Ctx, 'db'>, nodeId: string, nextPublicKey: string): Promise<void> {
  await ctx.db
    .update(nodes)
    .set({ publicKey: nextPublicKey, nextPublicKey: null })
    .where(and(eq(nodes.id, nodeId), eq(nodes.nextPublicKey, nextPublicKey)))
}
