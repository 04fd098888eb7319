import { and, count, eq, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import type { DocumentVersion, StoredDocument } from '../document'
import { documents, documentVersions } from '../tables'

export interface DocumentKey {
  accountId: string
  name: string
}

/** The guarantee behind the cast: only this file writes the row, from a StoredDocument. */
export function documentOf(row: typeof documents.$inferSelect): StoredDocument {
  return { ...row, type: row.type as StoredDocument['type'], owner: row.accountId }
}

export async function findDocument(ctx: Ctx, key: DocumentKey): Promise<StoredDocument | undefined> {
  const rows = await ctx.db.select().from(documents).where(isDocument(key))
  return rows[0] && documentOf(rows[0])
}

/** Writers of one document come one after the other. */
export async function lockDocument(tx: Ctx, key: DocumentKey): Promise<StoredDocument | undefined> {
  const rows = await tx.db.select().from(documents).where(isDocument(key)).for('update')
  return rows[0] && documentOf(rows[0])
}

/** False when the name is taken. */
export async function insertDocument(tx: Ctx, document: StoredDocument): Promise<boolean> {
  const { owner: _owner, createdBy, ...row } = document
  const made = await tx.db
    .insert(documents)
    .values({ ...row, createdBy: createdBy ?? '' })
    .onConflictDoNothing()
    .returning({ name: documents.name })
  return made.length > 0
}

export async function updateDocument(
  tx: Ctx,
  key: DocumentKey,
  change: Partial<Pick<StoredDocument, 'defaultVersion' | 'latestVersion' | 'lastVersion' | 'isPublic'>>,
): Promise<void> {
  await tx.db.update(documents).set(change).where(isDocument(key))
}

export async function deleteDocument(tx: Ctx, key: DocumentKey): Promise<void> {
  await tx.db.delete(documentVersions).where(isVersionOf(key))
  await tx.db.delete(documents).where(isDocument(key))
}

/** Creations of one account are counted one after the other, so that two cannot pass the limit together. */
export async function countDocuments(tx: Ctx): Promise<number> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`documents:${tx.caller.accountId}`}, 0))`)
  return documentCount(tx)
}

export async function documentCount(ctx: Ctx): Promise<number> {
  const rows = await ctx.db.select({ count: count() }).from(documents).where(eq(documents.accountId, ctx.caller.accountId))
  return rows[0]?.count ?? 0
}

export async function countPublic(tx: Ctx): Promise<number> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`public-documents:${tx.caller.accountId}`}, 0))`)
  const rows = await tx.db
    .select({ count: count() })
    .from(documents)
    .where(and(eq(documents.accountId, tx.caller.accountId), documents.isPublic))
  return rows[0]?.count ?? 0
}

/** Names of the account's documents of which some version requires this one. */
export async function listRequiring(ctx: Ctx, key: DocumentKey, limit: number): Promise<readonly string[]> {
  const wanted = JSON.stringify([{ Name: key.name }])
  const rows = await ctx.db
    .selectDistinct({ name: documentVersions.name })
    .from(documentVersions)
    .where(
      and(
        eq(documentVersions.accountId, key.accountId),
        sql`${documentVersions.requires} @> ${wanted}::jsonb`,
        sql`${documentVersions.name} <> ${key.name}`,
      ),
    )
    .limit(limit)
  return rows.map((row) => row.name)
}

export function isVersionOf({ accountId, name }: Pick<DocumentVersion, 'accountId' | 'name'>) {
  return and(eq(documentVersions.accountId, accountId), eq(documentVersions.name, name))
}

function isDocument({ accountId, name }: DocumentKey) {
  return and(eq(documents.accountId, accountId), eq(documents.name, name))
}
