import { and, asc, count, eq, gt, inArray } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import type { SharedVersion } from '../document'
import { documentShares } from '../tables'
import type { DocumentKey } from './documents'

export interface Share {
  sharedWith: string
  sharedVersion: SharedVersion
}

export const everybody = 'all'

export async function upsertShares(tx: Ctx, key: DocumentKey, shares: readonly Share[]): Promise<void> {
  for (const { sharedWith, sharedVersion } of shares) {
    await tx.db
      .insert(documentShares)
      .values({ ...key, sharedWith, sharedVersion })
      .onConflictDoUpdate({
        target: [documentShares.accountId, documentShares.name, documentShares.sharedWith],
        set: { sharedVersion },
      })
  }
}

export async function deleteShares(tx: Ctx, key: DocumentKey, accounts: readonly string[]): Promise<void> {
  if (accounts.length > 0)
    await tx.db.delete(documentShares).where(and(isOf(key), inArray(documentShares.sharedWith, [...accounts])))
}

export async function countShares(ctx: Ctx, key: DocumentKey): Promise<number> {
  const rows = await ctx.db.select({ count: count() }).from(documentShares).where(isOf(key))
  return rows[0]?.count ?? 0
}

export async function listShares(
  ctx: Ctx,
  key: DocumentKey,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<readonly Share[]> {
  const rows = await ctx.db
    .select()
    .from(documentShares)
    .where(and(isOf(key), after === undefined ? undefined : gt(documentShares.sharedWith, after)))
    .orderBy(asc(documentShares.sharedWith))
    .limit(limit)
  return rows.map(shareOf)
}

/** What the caller's account may use of another's document: its own share goes before that with everybody. */
export async function findShare(ctx: Ctx, key: DocumentKey): Promise<Share | undefined> {
  const wanted = inArray(documentShares.sharedWith, [ctx.caller.accountId, everybody])
  const rows = await ctx.db
    .select()
    .from(documentShares)
    .where(and(isOf(key), wanted))
    .orderBy(asc(documentShares.sharedWith))
  return rows[0] && shareOf(rows[0])
}

/** The guarantee behind the cast: only this file writes the column. */
function shareOf(row: typeof documentShares.$inferSelect): Share {
  return { sharedWith: row.sharedWith, sharedVersion: row.sharedVersion as SharedVersion }
}

function isOf({ accountId, name }: DocumentKey) {
  return and(eq(documentShares.accountId, accountId), eq(documentShares.name, name))
}

export async function isSharedWith(ctx: Ctx, key: DocumentKey, account: string): Promise<boolean> {
  const rows = await ctx.db
    .select()
    .from(documentShares)
    .where(and(isOf(key), eq(documentShares.sharedWith, account)))
  return rows.length > 0
}
