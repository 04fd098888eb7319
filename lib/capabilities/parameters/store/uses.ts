import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
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
      set: { usedAt: sql`excluded.used_at`, detail: sql`excluded.detail` },
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

/** Of every account. */
export async function deleteUsesBefore(ctx: Ctx, before: Date): Promise<void> {
  await ctx.db.delete(parameterUses).where(lt(parameterUses.usedAt, before))
}
