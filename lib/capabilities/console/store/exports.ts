import { and, count, desc, eq, gt, inArray, lte } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { exportTasks } from '../tables'

export type ExportRow = typeof exportTasks.$inferSelect

const mostListed = 50

export async function listExports(ctx: Ctx, userId: string): Promise<readonly ExportRow[]> {
  return ctx.db
    .select()
    .from(exportTasks)
    .where(and(isMine(ctx, userId), gt(exportTasks.endsAt, ctx.clock.now())))
    .orderBy(desc(exportTasks.startedAt), desc(exportTasks.id))
    .limit(mostListed)
}

export async function countUnfinished(ctx: Ctx, userId: string): Promise<number> {
  const unfinished = inArray(exportTasks.state, ['waiting', 'running'])
  const rows = await ctx.db
    .select({ count: count() })
    .from(exportTasks)
    .where(and(isMine(ctx, userId), unfinished))
  return rows[0]?.count ?? 0
}

export async function insertExport(tx: Ctx, row: typeof exportTasks.$inferInsert): Promise<void> {
  await tx.db.insert(exportTasks).values(row)
}

export async function findExport(ctx: Ctx, id: string): Promise<ExportRow | undefined> {
  const rows = await ctx.db.select().from(exportTasks).where(isExport(ctx, id))
  return rows[0]
}

/** Undefined when it was deleted, or is over. */
export async function transitionExport(
  ctx: Ctx,
  id: string,
  change: Partial<Pick<ExportRow, 'state' | 'rows' | 'bytes' | 'blobKey' | 'failure'>>,
): Promise<ExportRow | undefined> {
  const rows = await ctx.db
    .update(exportTasks)
    .set(change)
    .where(and(isExport(ctx, id), inArray(exportTasks.state, ['waiting', 'running'])))
    .returning()
  return rows[0]
}

export async function deleteExport(tx: Ctx, id: string, userId: string): Promise<ExportRow | undefined> {
  const rows = await tx.db
    .delete(exportTasks)
    .where(and(isExport(tx, id), eq(exportTasks.userId, userId)))
    .returning()
  return rows[0]
}

export async function deleteEndedExports(ctx: Ctx, now: Date): Promise<readonly ExportRow[]> {
  return ctx.db.delete(exportTasks).where(lte(exportTasks.endsAt, now)).returning()
}

function isMine(ctx: Ctx, userId: string) {
  return and(eq(exportTasks.accountId, ctx.caller.accountId), eq(exportTasks.userId, userId))
}

function isExport(ctx: Ctx, id: string) {
  return and(eq(exportTasks.accountId, ctx.caller.accountId), eq(exportTasks.id, id))
}
