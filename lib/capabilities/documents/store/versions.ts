import { and, count, desc, eq, getTableColumns, inArray, lt, max } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import type { DocumentVersion, VersionSummary } from '../document'
import { documentVersions } from '../tables'
import { type DocumentKey, isVersionOf } from './documents'

type Row = typeof documentVersions.$inferSelect

const {
  content: _content,
  sha256: _sha256,
  sha1: _sha1,
  description: _description,
  parameters: _parameters,
  ...inLists
} = getTableColumns(documentVersions)

/** The columns of a version that lists show. */
export const summaryColumns = inLists

type SummaryRow = Omit<Row, 'content' | 'sha256' | 'sha1' | 'description' | 'parameters'>

/** The guarantee behind the casts: only this file writes the row, from a DocumentVersion. */
export function summaryOf(row: SummaryRow): VersionSummary {
  return {
    ...row,
    versionName: row.versionName ?? undefined,
    displayName: row.displayName ?? undefined,
    format: row.format as DocumentVersion['format'],
    schemaVersion: row.schemaVersion ?? undefined,
    platformTypes: row.platformTypes as DocumentVersion['platformTypes'],
    targetType: row.targetType ?? undefined,
    status: row.status as DocumentVersion['status'],
    statusInformation: row.statusInformation ?? undefined,
    requires: row.requires as DocumentVersion['requires'],
    attachmentSources: row.attachmentSources as DocumentVersion['attachmentSources'],
    reviewStatus: row.reviewStatus as DocumentVersion['reviewStatus'],
  }
}

export function versionOf(row: Row): DocumentVersion {
  const { content, sha256, sha1, description } = row
  const parameters = row.parameters as DocumentVersion['parameters']
  return { ...summaryOf(row), content, sha256, sha1, description: description ?? undefined, parameters }
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
): Promise<readonly VersionSummary[]> {
  const rows = await ctx.db
    .select(summaryColumns)
    .from(documentVersions)
    .where(and(isVersionOf(key), before === undefined ? undefined : lt(documentVersions.version, before)))
    .orderBy(desc(documentVersions.version))
    .limit(limit)
  return rows.map(summaryOf)
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
