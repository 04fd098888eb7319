import { and, count, eq, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { documentFavourites } from '../tables'
import type { DocumentKey } from './documents'

export async function insertFavourite(tx: Ctx, userId: string, key: DocumentKey): Promise<void> {
  const row = { accountId: tx.caller.accountId, userId, documentAccountId: key.accountId, name: key.name }
  await tx.db
    .insert(documentFavourites)
    .values({ ...row, addedAt: tx.clock.now() })
    .onConflictDoNothing()
}

export async function deleteFavourite(tx: Ctx, userId: string, key: DocumentKey): Promise<void> {
  await tx.db.delete(documentFavourites).where(and(isOf(tx, userId), isDocument(key)))
}

/** Nobody keeps a document that is gone; one that is made under its name later is another one. */
export async function deleteFavouritesOf(tx: Ctx, key: DocumentKey): Promise<void> {
  await tx.db.delete(documentFavourites).where(isDocument(key))
}

export async function listFavourites(ctx: Ctx, userId: string): Promise<readonly DocumentKey[]> {
  const rows = await ctx.db
    .select({ accountId: documentFavourites.documentAccountId, name: documentFavourites.name })
    .from(documentFavourites)
    .where(isOf(ctx, userId))
  return rows
}

/** Additions of one person are counted one after the other, so that two cannot pass the limit together. */
export async function countFavourites(tx: Ctx, userId: string): Promise<number> {
  const lock = `favourites:${tx.caller.accountId}:${userId}`
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
  const rows = await tx.db.select({ count: count() }).from(documentFavourites).where(isOf(tx, userId))
  return rows[0]?.count ?? 0
}

function isOf(ctx: Ctx, userId: string) {
  return and(eq(documentFavourites.accountId, ctx.caller.accountId), eq(documentFavourites.userId, userId))
}

function isDocument({ accountId, name }: DocumentKey) {
  return and(eq(documentFavourites.documentAccountId, accountId), eq(documentFavourites.name, name))
}
