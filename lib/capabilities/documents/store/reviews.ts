import { and, desc, eq, lt } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { documentReviews } from '../tables'
import type { DocumentKey } from './documents'

export type Review = typeof documentReviews.$inferSelect

export async function insertReview(tx: Ctx, review: Omit<Review, 'id'>): Promise<void> {
  await tx.db.insert(documentReviews).values(review)
}

export async function findLastReview(ctx: Ctx, key: DocumentKey, version: number): Promise<Review | undefined> {
  const [last] = await listReviews(ctx, key, { version, before: undefined, limit: 1 })
  return last
}

export async function updateReview(tx: Ctx, review: Review, change: Pick<Review, 'comment' | 'updatedAt'>): Promise<void> {
  await tx.db
    .update(documentReviews)
    .set(change)
    .where(and(isOf(review), eq(documentReviews.version, review.version), eq(documentReviews.id, review.id)))
}

/** Newest first. */
export async function listReviews(
  ctx: Ctx,
  key: DocumentKey,
  { version, before, limit }: { version: number; before: number | undefined; limit: number },
): Promise<readonly Review[]> {
  return ctx.db
    .select()
    .from(documentReviews)
    .where(
      and(isOf(key), eq(documentReviews.version, version), before === undefined ? undefined : lt(documentReviews.id, before)),
    )
    .orderBy(desc(documentReviews.id))
    .limit(limit)
}

export async function deleteReviews(tx: Ctx, key: DocumentKey, version: number | undefined): Promise<void> {
  await tx.db
    .delete(documentReviews)
    .where(and(isOf(key), version === undefined ? undefined : eq(documentReviews.version, version)))
}

function isOf({ accountId, name }: DocumentKey) {
  return and(eq(documentReviews.accountId, accountId), eq(documentReviews.name, name))
}
