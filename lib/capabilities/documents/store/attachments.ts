import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { documentAttachments } from '../tables'
import type { DocumentKey } from './documents'

export type Attachment = typeof documentAttachments.$inferSelect

export async function insertAttachments(tx: Ctx, attachments: readonly Attachment[]): Promise<void> {
  if (attachments.length > 0) await tx.db.insert(documentAttachments).values([...attachments])
}

export async function listAttachments(ctx: Ctx, key: DocumentKey, version: number): Promise<readonly Attachment[]> {
  return ctx.db
    .select()
    .from(documentAttachments)
    .where(and(isOf(key), eq(documentAttachments.version, version)))
    .orderBy(asc(documentAttachments.name))
}

interface Place {
  version: number
  name: string
}

export async function findAttachment(ctx: Ctx, key: DocumentKey, place: Place): Promise<Attachment | undefined> {
  const rows = await ctx.db.select().from(documentAttachments).where(isAt(key, place))
  return rows[0]
}

/** Locked, so that its blob stays while another version takes it over. */
export async function shareAttachment(tx: Ctx, key: DocumentKey, place: Place): Promise<Attachment | undefined> {
  const rows = await tx.db.select().from(documentAttachments).where(isAt(key, place)).for('share')
  return rows[0]
}

/** The keys of the blobs that those attachments had. */
export async function deleteAttachments(tx: Ctx, key: DocumentKey, version: number | undefined): Promise<readonly string[]> {
  const rows = await tx.db
    .delete(documentAttachments)
    .where(and(isOf(key), version === undefined ? undefined : eq(documentAttachments.version, version)))
    .returning({ blobKey: documentAttachments.blobKey })
  return [...new Set(rows.map((row) => row.blobKey))]
}

export async function listUnused(ctx: Ctx, blobKeys: readonly string[]): Promise<readonly string[]> {
  if (blobKeys.length === 0) return []
  const rows = await ctx.db
    .select({ blobKey: documentAttachments.blobKey })
    .from(documentAttachments)
    .where(inArray(documentAttachments.blobKey, [...blobKeys]))
  const used = new Set(rows.map((row) => row.blobKey))
  return blobKeys.filter((blobKey) => !used.has(blobKey))
}

function isAt(key: DocumentKey, { version, name }: Place) {
  return and(isOf(key), eq(documentAttachments.version, version), eq(documentAttachments.name, name))
}

function isOf({ accountId, name }: DocumentKey) {
  return and(eq(documentAttachments.accountId, accountId), eq(documentAttachments.documentName, name))
}
