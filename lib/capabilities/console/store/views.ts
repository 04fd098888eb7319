import { and, asc, count, eq, or, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { defaultViews, savedViews } from '../tables'

export type ViewRow = typeof savedViews.$inferSelect

/** What a person sees: theirs, and what others share. */
export async function listViews(ctx: Ctx, list: string, userId: string): Promise<readonly ViewRow[]> {
  const visible = or(eq(savedViews.userId, userId), eq(savedViews.isShared, true))
  return ctx.db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.accountId, ctx.caller.accountId), eq(savedViews.list, list), visible))
    .orderBy(asc(savedViews.isShared), sql`lower(${savedViews.name})`, asc(savedViews.id))
}

export async function lockView(tx: Ctx, id: string): Promise<ViewRow | undefined> {
  const rows = await tx.db.select().from(savedViews).where(isView(tx, id)).for('update')
  return rows[0]
}

/** Callers with one name take turns, so that two cannot save it together. */
export async function findNamesakes(tx: Ctx, list: string, name: string): Promise<readonly ViewRow[]> {
  const lock = `${tx.caller.accountId} ${list} ${name.toLowerCase()}`
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
  return tx.db
    .select()
    .from(savedViews)
    .where(
      and(
        eq(savedViews.accountId, tx.caller.accountId),
        eq(savedViews.list, list),
        sql`lower(${savedViews.name}) = lower(${name})`,
      ),
    )
}

export async function countViewsOf(ctx: Ctx, userId: string): Promise<number> {
  const rows = await ctx.db
    .select({ count: count() })
    .from(savedViews)
    .where(and(eq(savedViews.accountId, ctx.caller.accountId), eq(savedViews.userId, userId)))
  return rows[0]?.count ?? 0
}

export async function upsertView(tx: Ctx, view: ViewRow): Promise<void> {
  const { name, search, isShared, changedAt } = view
  await tx.db
    .insert(savedViews)
    .values(view)
    .onConflictDoUpdate({ target: [savedViews.accountId, savedViews.id], set: { name, search, isShared, changedAt } })
}

/** It stops being anybody's default. */
export async function deleteView(tx: Ctx, id: string): Promise<void> {
  await tx.db.delete(savedViews).where(isView(tx, id))
  await tx.db.delete(defaultViews).where(and(eq(defaultViews.accountId, tx.caller.accountId), eq(defaultViews.viewId, id)))
}

export async function findDefaultView(ctx: Ctx, list: string, userId: string): Promise<string | undefined> {
  const rows = await ctx.db
    .select()
    .from(defaultViews)
    .where(isDefault(ctx, list, userId))
  return rows[0]?.viewId
}

export async function setDefaultView(tx: Ctx, view: { list: string; userId: string; viewId: string | undefined }): Promise<void> {
  const { list, userId, viewId } = view
  if (viewId === undefined) await tx.db.delete(defaultViews).where(isDefault(tx, list, userId))
  else
    await tx.db
      .insert(defaultViews)
      .values({ accountId: tx.caller.accountId, list, userId, viewId })
      .onConflictDoUpdate({ target: [defaultViews.accountId, defaultViews.userId, defaultViews.list], set: { viewId } })
}

function isView(ctx: Ctx, id: string) {
  return and(eq(savedViews.accountId, ctx.caller.accountId), eq(savedViews.id, id))
}

function isDefault(ctx: Ctx, list: string, userId: string) {
  return and(eq(defaultViews.accountId, ctx.caller.accountId), eq(defaultViews.userId, userId), eq(defaultViews.list, list))
}
