import { and, eq, lt } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { documentTrials } from '../tables'

export type Trial = typeof documentTrials.$inferSelect

export async function insertTrial(tx: Ctx, trial: Trial): Promise<void> {
  await tx.db.insert(documentTrials).values(trial)
}

export async function findTrial(ctx: Ctx, id: string): Promise<Trial | undefined> {
  const rows = await ctx.db
    .select()
    .from(documentTrials)
    .where(and(eq(documentTrials.accountId, ctx.caller.accountId), eq(documentTrials.id, id)))
  return rows[0]
}

export async function deleteTrialsBefore(ctx: Ctx, now: Date): Promise<void> {
  await ctx.db.delete(documentTrials).where(lt(documentTrials.expiresAt, now))
}
