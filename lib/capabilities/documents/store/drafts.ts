import { and, asc, count, eq, gt, lt } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { documentDrafts, documents } from '../tables'

export type Draft = typeof documentDrafts.$inferSelect
export type DraftKey = Pick<Draft, 'accountId' | 'userId' | 'name'>

export async function findDraft(ctx: Ctx, key: DraftKey): Promise<Draft | undefined> {
  const rows = await ctx.db.select().from(documentDrafts).where(isDraft(key))
  return rows[0]
}

/** False when there is one already. */
export async function insertDraft(tx: Ctx, draft: Draft): Promise<boolean> {
  const made = await tx.db.insert(documentDrafts).values(draft).onConflictDoNothing().returning({ name: documentDrafts.name })
  return made.length > 0
}

/** False when somebody else has written since `revision`. */
export async function transitionDraft(tx: Ctx, draft: Draft, revision: number): Promise<boolean> {
  const { accountId: _account, userId: _user, name: _name, ...change } = draft
  const changed = await tx.db
    .update(documentDrafts)
    .set(change)
    .where(and(isDraft(draft), eq(documentDrafts.revision, revision)))
    .returning({ name: documentDrafts.name })
  return changed.length > 0
}

export async function deleteDraft(tx: Ctx, key: DraftKey): Promise<boolean> {
  const gone = await tx.db.delete(documentDrafts).where(isDraft(key)).returning({ name: documentDrafts.name })
  return gone.length > 0
}

export async function countDrafts(ctx: Ctx, userId: string): Promise<number> {
  const rows = await ctx.db.select({ count: count() }).from(documentDrafts).where(isOf(ctx, userId))
  return rows[0]?.count ?? 0
}

/** By name, each with the newest version that the document has now. */
export async function listDrafts(
  ctx: Ctx,
  userId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<readonly (Omit<Draft, 'content'> & { latestVersion: number | undefined })[]> {
  const rows = await ctx.db
    .select({ ...columnsWithoutContent, latestVersion: documents.latestVersion })
    .from(documentDrafts)
    .leftJoin(documents, and(eq(documents.accountId, documentDrafts.accountId), eq(documents.name, documentDrafts.name)))
    .where(and(isOf(ctx, userId), after === undefined ? undefined : gt(documentDrafts.name, after)))
    .orderBy(asc(documentDrafts.name))
    .limit(limit)
  return rows.map((row) => ({ ...row, latestVersion: row.latestVersion ?? undefined }))
}

export async function deleteDraftsBefore(ctx: Ctx, before: Date): Promise<void> {
  await ctx.db.delete(documentDrafts).where(lt(documentDrafts.updatedAt, before))
}

const columnsWithoutContent = {
  accountId: documentDrafts.accountId,
  userId: documentDrafts.userId,
  name: documentDrafts.name,
  revision: documentDrafts.revision,
  baseVersion: documentDrafts.baseVersion,
  type: documentDrafts.type,
  format: documentDrafts.format,
  updatedAt: documentDrafts.updatedAt,
}

function isOf(ctx: Ctx, userId: string) {
  return and(eq(documentDrafts.accountId, ctx.caller.accountId), eq(documentDrafts.userId, userId))
}

function isDraft({ accountId, userId, name }: DraftKey) {
  return and(eq(documentDrafts.accountId, accountId), eq(documentDrafts.userId, userId), eq(documentDrafts.name, name))
}
