import { and, asc, eq, gt, type SQL } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { parameterResourcePolicies } from '../tables'

export type StoredPolicy = typeof parameterResourcePolicies.$inferSelect

export async function listResourcePolicies(
  ctx: Ctx,
  key: string,
  { after = '', limit }: { after?: string | undefined; limit: number },
): Promise<readonly StoredPolicy[]> {
  return ctx.db
    .select()
    .from(parameterResourcePolicies)
    .where(and(isOf(ctx.caller.accountId, key), gt(parameterResourcePolicies.policyId, after)))
    .orderBy(asc(parameterResourcePolicies.policyId))
    .limit(limit)
}

export async function upsertResourcePolicy(tx: Ctx, policy: StoredPolicy): Promise<void> {
  const { policyHash, policy: text, accounts, actions } = policy
  await tx.db
    .insert(parameterResourcePolicies)
    .values(policy)
    .onConflictDoUpdate({
      target: [parameterResourcePolicies.accountId, parameterResourcePolicies.key, parameterResourcePolicies.policyId],
      set: { policyHash, policy: text, accounts, actions },
    })
}

export async function removeResourcePolicy(tx: Ctx, key: string, policyId: string): Promise<void> {
  const same = and(isOf(tx.caller.accountId, key), eq(parameterResourcePolicies.policyId, policyId))
  await tx.db.delete(parameterResourcePolicies).where(same)
}

/** Whether a policy of the owner lets the account do so. */
export async function isShared(
  ctx: Ctx,
  { accountId, key }: { accountId: string; key: string },
  wanted: { account: string; action: string },
): Promise<boolean> {
  const rows = await ctx.db.select().from(parameterResourcePolicies).where(isOf(accountId, key))
  return rows.some(({ accounts, actions }) => accounts.includes(wanted.account) && actions.includes(wanted.action))
}

function isOf(accountId: string, key: string): SQL | undefined {
  return and(eq(parameterResourcePolicies.accountId, accountId), eq(parameterResourcePolicies.key, key))
}
