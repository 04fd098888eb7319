import { and, desc, eq, lt, max, ne, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { parameterUses } from '../tables'

export type ParameterUse = typeof parameterUses.$inferSelect

/** Kept once for each user of a parameter, with the last time. */
export async function upsertUses(tx: Ctx, uses: readonly ParameterUse[]): Promise<void> {
  if (uses.length === 0) return
  await tx.db
    .insert(parameterUses)
    .values([...uses])
    .onConflictDoUpdate({
      target: [parameterUses.accountId, parameterUses.key, parameterUses.kind, parameterUses.usedBy],
      set: { usedAt: sql`excluded.used_at`, detail: sql`excluded.detail`, selectors: sql`excluded.selectors` },
    })
}

export interface UsePage {
  key: string
  after: { usedAt: Date; usedBy: string } | undefined
  limit: number
}

/** The latest first. */
export async function listUses(ctx: Ctx, { key, after, limit }: UsePage): Promise<readonly ParameterUse[]> {
  const earlier: SQL | undefined =
    after &&
    sql`(${parameterUses.usedAt}, ${parameterUses.usedBy}) < (${after.usedAt.toISOString()}::timestamptz, ${after.usedBy})`
  return ctx.db
    .select()
    .from(parameterUses)
    .where(and(eq(parameterUses.accountId, ctx.caller.accountId), eq(parameterUses.key, key), earlier))
    .orderBy(desc(parameterUses.usedAt), desc(parameterUses.usedBy))
    .limit(limit)
}

export async function findLastUse(ctx: Ctx, key: string): Promise<{ usedAt: Date | null; isInDocument: boolean }> {
  const rows = await ctx.db
    .select({
      usedAt: max(parameterUses.usedAt),
      isInDocument: sql<boolean>`coalesce(bool_or(${parameterUses.kind} = 'document'), false)`,
    })
    .from(parameterUses)
    .where(and(eq(parameterUses.accountId, ctx.caller.accountId), eq(parameterUses.key, key)))
  return rows[0] ?? { usedAt: null, isInDocument: false }
}

/** Of every account. Documents refer to a parameter as long as they are there. */
export async function deleteUsesBefore(ctx: Ctx, before: Date): Promise<void> {
  await ctx.db.delete(parameterUses).where(and(lt(parameterUses.usedAt, before), ne(parameterUses.kind, 'document')))
}

/** What `usedBy` begins with, or that very one. */
export async function deleteUsesBy(tx: Ctx, kind: string, by: { id: string } | { prefix: string }): Promise<void> {
  const whose = 'id' in by ? eq(parameterUses.usedBy, by.id) : sql`starts_with(${parameterUses.usedBy}, ${by.prefix})`
  await tx.db
    .delete(parameterUses)
    .where(and(eq(parameterUses.accountId, tx.caller.accountId), eq(parameterUses.kind, kind), whose))
}
