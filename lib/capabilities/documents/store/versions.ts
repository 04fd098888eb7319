import { and, count, desc, eq, inArray, lt, max } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import type { DocumentVersion } from '../document'
import { documentVersions } from '../tables'
import { type DocumentKey, isVersionOf } from './documents'

type Row = typeof documentVersions.$inferSelect

/** The guarantee behind the casts: only this file writes the row, from a DocumentVersion. */
export function versionOf(row: Row): DocumentVersion {
  return {
    ...row,
    versionName: row.versionName ?? undefined,
    displayName: row.displayName ?? undefined,
    format: row.format as DocumentVersion['format'],
    schemaVersion: row.schemaVersion ?? undefined,
    description: row.description ?? undefined,
    parameters: row.parameters as DocumentVersion['parameters'],
    platformTypes: row.platformTypes as DocumentVersion['platformTypes'],
    targetType: row.targetType ?? undefined,
    status: row.status as DocumentVersion['status'],
    statusInformation: row.statusInformation ?? undefined,
    requires: row.requires as DocumentVersion['requires'],
    attachmentSources: row.attachmentSources as DocumentVersion['attachmentSources'],
    reviewStatus: row.reviewStatus as DocumentVersion['reviewStatus'],
  }
}

export async function insertVersion(tx: Ctx, version: DocumentVersion): Promise<void> {
  const { createdBy, platformTypes, ...row } = version
  await tx.db.insert(documentVersions).values({ ...row, platformTypes: [...platformTypes], createdBy: createdBy ?? '' })
}

export async function findVersion(ctx: Ctx, key: DocumentKey, version: number): Promise<DocumentVersion | undefined> {
  const rows = await ctx.db
    .select()
    .from(documentVersions)
    .where(and(isVersionOf(key), eq(documentVersions.version, version)))
  return rows[0] && versionOf(rows[0])
}

export async function findVersionNamed(ctx: Ctx, key: DocumentKey, versionName: string): Promise<DocumentVersion | undefined> {
  const rows = await ctx.db
    .select()
    .from(documentVersions)
    .where(and(isVersionOf(key), eq(documentVersions.versionName, versionName)))
  return rows[0] && versionOf(rows[0])
}

export async function findVersionById(ctx: Ctx, id: string): Promise<DocumentVersion | undefined> {
  const rows = await ctx.db.select().from(documentVersions).where(eq(documentVersions.id, id))
  return rows[0] && versionOf(rows[0])
}

/** Newest first. */
export async function listVersions(
  ctx: Ctx,
  key: DocumentKey,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<readonly DocumentVersion[]> {
  const rows = await ctx.db
    .select()
    .from(documentVersions)
    .where(and(isVersionOf(key), before === undefined ? undefined : lt(documentVersions.version, before)))
    .orderBy(desc(documentVersions.version))
    .limit(limit)
  return rows.map(versionOf)
}

export async function countVersions(ctx: Ctx, key: DocumentKey): Promise<number> {
  const rows = await ctx.db.select({ count: count() }).from(documentVersions).where(isVersionOf(key))
  return rows[0]?.count ?? 0
}

export async function deleteVersion(tx: Ctx, key: DocumentKey, version: number): Promise<void> {
  await tx.db.delete(documentVersions).where(and(isVersionOf(key), eq(documentVersions.version, version)))
}

export async function findLatestNumber(ctx: Ctx, key: DocumentKey): Promise<number> {
  const rows = await ctx.db
    .select({ latest: max(documentVersions.version) })
    .from(documentVersions)
    .where(isVersionOf(key))
  return rows[0]?.latest ?? 0
}

export async function setReviewStatus(
  tx: Ctx,
  key: DocumentKey,
  change: { from?: readonly DocumentVersion['reviewStatus'][]; version?: number; to: DocumentVersion['reviewStatus'] },
): Promise<void> {
  await tx.db
    .update(documentVersions)
    .set({ reviewStatus: change.to })
    .where(
      and(
        isVersionOf(key),
        change.version === undefined ? undefined : eq(documentVersions.version, change.version),
        change.from ? inArray(documentVersions.reviewStatus, [...change.from]) : undefined,
      ),
    )
}

/** False when the version is no longer being made. */
export async function transitionMade(
  tx: Ctx,
  id: string,
  made: { status: 'Active' | 'Failed'; statusInformation: string | undefined },
): Promise<boolean> {
  const rows = await tx.db
    .update(documentVersions)
    .set({ status: made.status, statusInformation: made.statusInformation ?? null })
    .where(and(eq(documentVersions.id, id), inArray(documentVersions.status, ['Creating', 'Updating'])))
    .returning({ id: documentVersions.id })
  return rows.length > 0
}
