import { and, asc, count, eq, gt, inArray, lte, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import type { KeyState } from './model/key-state'
import { keyAliases, keys, keyVersions } from './tables'

export type Key = typeof keys.$inferSelect
export type KeyVersion = typeof keyVersions.$inferSelect
export type KeyAlias = typeof keyAliases.$inferSelect
export type KeyChange = Partial<Omit<Key, 'accountId' | 'keyId'>>

export async function findKey(ctx: Ctx, keyId: string): Promise<Key | undefined> {
  const rows = await ctx.db.select().from(keys).where(isKey(ctx, keyId))
  return rows[0]
}

/** For a query of what a key sealed: whether it opens now. */
export function keyStateOf(accountId: SQLWrapper, keyId: SQLWrapper): SQL<KeyState | null> {
  return sql`(select ${keys.state} from ${keys} where ${keys.accountId} = ${accountId} and ${keys.keyId} = ${keyId})`
}

/** Locked, so that two changes of its state take turns. */
export async function lockKey(tx: Ctx, keyId: string): Promise<Key | undefined> {
  const rows = await tx.db.select().from(keys).where(isKey(tx, keyId)).for('update')
  return rows[0]
}

export async function findAlias(ctx: Ctx, alias: string): Promise<KeyAlias | undefined> {
  const rows = await ctx.db.select().from(keyAliases).where(isAlias(ctx, alias))
  return rows[0]
}

export async function findVersion(ctx: Ctx, keyId: string, version: number): Promise<KeyVersion | undefined> {
  const rows = await ctx.db
    .select()
    .from(keyVersions)
    .where(isVersion(ctx, keyId, version))
  return rows[0]
}

/** The key with the version that seals and opens now, or with the one asked for, in one query. */
export async function findKeyAndVersion(
  ctx: Ctx,
  keyId: string,
  version?: number,
): Promise<{ key: Key; version: KeyVersion | null } | undefined> {
  const wanted = and(
    eq(keyVersions.accountId, keys.accountId),
    eq(keyVersions.keyId, keys.keyId),
    eq(keyVersions.version, version ?? keys.version),
  )
  const rows = await ctx.db
    .select({ key: keys, version: keyVersions })
    .from(keys)
    .leftJoin(keyVersions, wanted)
    .where(isKey(ctx, keyId))
  return rows[0]
}

export async function insertKey(tx: Ctx, key: Key): Promise<void> {
  await tx.db.insert(keys).values(key)
}

export async function insertVersion(tx: Ctx, version: KeyVersion): Promise<void> {
  await tx.db.insert(keyVersions).values(version)
}

export async function updateKey(tx: Ctx, keyId: string, change: KeyChange): Promise<void> {
  await tx.db.update(keys).set(change).where(isKey(tx, keyId))
}

/** With its material and its aliases; what it sealed can never be opened again. */
export async function deleteKey(tx: Ctx, keyId: string): Promise<void> {
  await tx.db.delete(keyAliases).where(and(eq(keyAliases.accountId, tx.caller.accountId), eq(keyAliases.keyId, keyId)))
  await tx.db.delete(keyVersions).where(and(eq(keyVersions.accountId, tx.caller.accountId), eq(keyVersions.keyId, keyId)))
  await tx.db.delete(keys).where(isKey(tx, keyId))
}

/** False when there is one already. */
export async function insertAlias(tx: Ctx, alias: KeyAlias): Promise<boolean> {
  const rows = await tx.db.insert(keyAliases).values(alias).onConflictDoNothing().returning({ alias: keyAliases.alias })
  return rows.length > 0
}

export async function updateAliasKey(tx: Ctx, alias: string, change: Pick<KeyAlias, 'keyId' | 'updatedAt'>): Promise<boolean> {
  const rows = await tx.db.update(keyAliases).set(change).where(isAlias(tx, alias)).returning({ alias: keyAliases.alias })
  return rows.length > 0
}

export async function removeAlias(tx: Ctx, alias: string): Promise<boolean> {
  const rows = await tx.db.delete(keyAliases).where(isAlias(tx, alias)).returning({ alias: keyAliases.alias })
  return rows.length > 0
}

export async function countAliases(ctx: Ctx, keyId: string): Promise<number> {
  const ofKey = and(eq(keyAliases.accountId, ctx.caller.accountId), eq(keyAliases.keyId, keyId))
  const rows = await ctx.db.select({ count: count() }).from(keyAliases).where(ofKey)
  return rows[0]?.count ?? 0
}

export async function listKeyRows(ctx: Ctx, after: string | undefined, limit: number): Promise<readonly Key[]> {
  const beyond = after === undefined ? undefined : gt(keys.keyId, after)
  const ofAccount = and(eq(keys.accountId, ctx.caller.accountId), beyond)
  return ctx.db.select().from(keys).where(ofAccount).orderBy(asc(keys.keyId)).limit(limit)
}

export interface AliasPage {
  keyId: string | undefined
  after: string | undefined
  limit: number
}

export async function listAliasRows(ctx: Ctx, { keyId, after, limit }: AliasPage): Promise<readonly KeyAlias[]> {
  const wanted = and(
    eq(keyAliases.accountId, ctx.caller.accountId),
    keyId === undefined ? undefined : eq(keyAliases.keyId, keyId),
    after === undefined ? undefined : gt(keyAliases.alias, after),
  )
  return ctx.db.select().from(keyAliases).where(wanted).orderBy(asc(keyAliases.alias)).limit(limit)
}

/** Of all these keys at once. */
export async function listAliasesOf(ctx: Ctx, keyIds: readonly string[]): Promise<readonly KeyAlias[]> {
  if (keyIds.length === 0) return []
  const ofKeys = and(eq(keyAliases.accountId, ctx.caller.accountId), inArray(keyAliases.keyId, [...keyIds]))
  return ctx.db.select().from(keyAliases).where(ofKeys).orderBy(asc(keyAliases.alias))
}

/** Of every account: a job looks at them all. */
export async function listDue(ctx: Ctx, what: 'rotation' | 'deletion', now: Date): Promise<readonly Key[]> {
  const column = what === 'rotation' ? keys.rotationDueAt : keys.deletionAt
  const state = what === 'rotation' ? eq(keys.state, 'Enabled') : eq(keys.state, 'PendingDeletion')
  return ctx.db
    .select()
    .from(keys)
    .where(and(lte(column, now), state))
    .orderBy(asc(column))
    .limit(100)
}

/** Whoever makes an account's own keys takes turns with others who would. */
export async function lockOwnKeys(tx: Ctx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`keys/${tx.caller.accountId}`}, 0))`)
}

function isKey(ctx: Ctx, keyId: string): SQL | undefined {
  return and(eq(keys.accountId, ctx.caller.accountId), eq(keys.keyId, keyId))
}

function isAlias(ctx: Ctx, alias: string): SQL | undefined {
  return and(eq(keyAliases.accountId, ctx.caller.accountId), eq(keyAliases.alias, alias))
}

function isVersion(ctx: Ctx, keyId: string, version: number): SQL | undefined {
  return and(eq(keyVersions.accountId, ctx.caller.accountId), eq(keyVersions.keyId, keyId), eq(keyVersions.version, version))
}

/** Of every account; nobody makes another meanwhile. */
export async function lockAllVersions(tx: Ctx): Promise<readonly KeyVersion[]> {
  await tx.db.execute(sql`lock table ${keyVersions} in share row exclusive mode`)
  return tx.db.select().from(keyVersions)
}

export async function updateMaterial(tx: Ctx, version: KeyVersion, sealedMaterial: Uint8Array): Promise<void> {
  const { accountId, keyId, version: number } = version
  const same = and(eq(keyVersions.accountId, accountId), eq(keyVersions.keyId, keyId), eq(keyVersions.version, number))
  await tx.db.update(keyVersions).set({ sealedMaterial }).where(same)
}
