import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { documentUses } from '../tables'
import type { DocumentKey } from './documents'

export interface DocumentUser {
  /** What kind of thing uses the document; the words of a refusal follow from it. */
  kind: 'command' | 'association' | 'maintenance-window' | 'automation'
  id: string
}

export interface DocumentUse extends DocumentUser {
  version: string
}

/** Called in the transaction that begins the use, by the capability that knows of it. */
export async function holdDocument(tx: Ctx, key: DocumentKey, use: DocumentUse): Promise<void> {
  const userAccountId = tx.caller.accountId
  await tx.db
    .insert(documentUses)
    .values({ ...key, kind: use.kind, userAccountId, userId: use.id, version: use.version, since: tx.clock.now() })
    .onConflictDoUpdate({
      target: [documentUses.accountId, documentUses.name, documentUses.kind, documentUses.userAccountId, documentUses.userId],
      set: { version: use.version },
    })
}

/** Called when those uses are over; of what holds nothing, nothing happens. */
export async function releaseDocuments(tx: Ctx, kind: DocumentUser['kind'], ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const isUser = and(eq(documentUses.kind, kind), eq(documentUses.userAccountId, tx.caller.accountId))
  await tx.db.delete(documentUses).where(and(isUser, inArray(documentUses.userId, [...ids])))
}

/** `versions` are numbers and selectors; undefined for every version. */
export async function listUses(
  ctx: Ctx,
  key: DocumentKey,
  { versions, limit }: { versions: readonly string[] | undefined; limit: number },
): Promise<readonly DocumentUse[]> {
  const rows = await ctx.db
    .select()
    .from(documentUses)
    .where(
      and(
        eq(documentUses.accountId, key.accountId),
        eq(documentUses.name, key.name),
        versions ? inArray(documentUses.version, [...versions]) : undefined,
      ),
    )
    .orderBy(asc(documentUses.kind), asc(documentUses.since))
    .limit(limit)
  return rows.map(({ kind, userId, version }) => ({ kind: kind as DocumentUse['kind'], id: userId, version }))
}

export async function deleteUses(tx: Ctx, { accountId, name }: DocumentKey): Promise<void> {
  await tx.db.delete(documentUses).where(and(eq(documentUses.accountId, accountId), eq(documentUses.name, name)))
}
