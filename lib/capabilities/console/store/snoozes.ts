import { and, asc, eq, gt, lte } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { snoozes } from '../tables'

export type SnoozeRow = typeof snoozes.$inferSelect

export async function listSnoozes(ctx: Ctx): Promise<readonly SnoozeRow[]> {
  return ctx.db
    .select()
    .from(snoozes)
    .where(and(eq(snoozes.accountId, ctx.caller.accountId), gt(snoozes.endsAt, ctx.clock.now())))
    .orderBy(asc(snoozes.endsAt), asc(snoozes.problem))
}

export async function upsertSnooze(tx: Ctx, snooze: SnoozeRow): Promise<void> {
  const { reason, email, snoozedAt, endsAt } = snooze
  await tx.db
    .insert(snoozes)
    .values(snooze)
    .onConflictDoUpdate({ target: [snoozes.accountId, snoozes.problem], set: { reason, email, snoozedAt, endsAt } })
}

/** False when it had ended already. */
export async function deleteSnooze(tx: Ctx, problem: string): Promise<boolean> {
  const rows = await tx.db
    .delete(snoozes)
    .where(and(eq(snoozes.accountId, tx.caller.accountId), eq(snoozes.problem, problem)))
    .returning({ problem: snoozes.problem })
  return rows.length > 0
}

export async function deleteEndedSnoozes(ctx: Ctx, now: Date): Promise<void> {
  await ctx.db.delete(snoozes).where(lte(snoozes.endsAt, now))
}
