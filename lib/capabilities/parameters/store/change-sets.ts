import { and, asc, desc, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { parameterChangeItems, parameterChangeSets, parameterLabels, parameters, parameterVersions } from '../tables'
import { isNewest, type Parameter, type StoredValue } from './parameters'

export type ChangeSet = typeof parameterChangeSets.$inferSelect
export type ChangeItem = typeof parameterChangeItems.$inferSelect

/** A parameter with the value of its newest version as it is stored. */
export interface PresentValue extends Parameter, Pick<StoredValue, 'value' | 'sealed' | 'sealingKeyId'> {
  labels: readonly string[]
}

/** In the order of their keys, so that two change sets with the same names cannot wait for each other. */
export async function lockPresent(tx: Ctx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await tx.db
    .select({ key: parameters.key })
    .from(parameters)
    .where(and(eq(parameters.accountId, tx.caller.accountId), inArray(parameters.key, [...keys])))
    .orderBy(asc(parameters.key))
    .for('update')
}

export async function findPresent(ctx: Ctx, keys: readonly string[]): Promise<ReadonlyMap<string, PresentValue>> {
  if (keys.length === 0) return new Map()
  const labels = sql<string[]>`array(select ${parameterLabels.label} from ${parameterLabels}
    where ${parameterLabels.accountId} = ${parameters.accountId} and ${parameterLabels.key} = ${parameters.key}
    and ${parameterLabels.version} = ${parameters.version} order by 1)`
  const { value, sealed, sealingKeyId } = parameterVersions
  const rows = await ctx.db
    .select({ parameter: parameters, value, sealed, sealingKeyId, labels })
    .from(parameters)
    .innerJoin(parameterVersions, isNewest)
    .where(and(eq(parameters.accountId, ctx.caller.accountId), inArray(parameters.key, [...keys])))
  return new Map(rows.map(({ parameter, ...rest }) => [parameter.key, { ...parameter, ...rest }]))
}

/** Those whose oldest version is held by a label while there is no room for another. */
export async function findBlocked(ctx: Ctx, keys: readonly string[], mostVersions: number): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const oldest = sql`(select min(${parameterVersions.version}) from ${parameterVersions}
    where ${parameterVersions.accountId} = ${parameters.accountId} and ${parameterVersions.key} = ${parameters.key})`
  const rows = await ctx.db
    .select({ key: parameters.key })
    .from(parameters)
    .innerJoin(parameterLabels, and(eq(parameterLabels.accountId, parameters.accountId), eq(parameterLabels.key, parameters.key)))
    .where(
      and(
        eq(parameters.accountId, ctx.caller.accountId),
        inArray(parameters.key, [...keys]),
        sql`${parameters.version} - ${oldest} + 1 >= ${mostVersions}`,
        sql`${parameterLabels.version} = ${oldest}`,
      ),
    )
  return new Set(rows.map(({ key }) => key))
}

/** False when a change set of this id is there already. */
export async function insertChangeSet(tx: Ctx, changeSet: ChangeSet, items: readonly ChangeItem[]): Promise<boolean> {
  const made = await tx.db.insert(parameterChangeSets).values(changeSet).onConflictDoNothing().returning({ id: sql`1` })
  if (made.length === 0) return false
  if (items.length > 0) await tx.db.insert(parameterChangeItems).values([...items])
  return true
}

export async function findChangeSet(ctx: Ctx, changeSetId: string): Promise<ChangeSet | undefined> {
  const rows = await ctx.db.select().from(parameterChangeSets).where(isSet(ctx, changeSetId))
  return rows[0]
}

/** The latest first. */
export async function listChangeSetRows(
  ctx: Ctx,
  { after, limit }: { after: { createdAt: Date; changeSetId: string } | undefined; limit: number },
): Promise<readonly ChangeSet[]> {
  const { accountId, createdAt, changeSetId } = parameterChangeSets
  const earlier: SQL | undefined =
    after && sql`(${createdAt}, ${changeSetId}) < (${after.createdAt.toISOString()}::timestamptz, ${after.changeSetId}::uuid)`
  return ctx.db
    .select()
    .from(parameterChangeSets)
    .where(and(eq(accountId, ctx.caller.accountId), earlier))
    .orderBy(desc(createdAt), desc(changeSetId))
    .limit(limit)
}

/** Which change set took each of these back, the latest where there are several. */
export async function findReverts(ctx: Ctx, changeSetIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (changeSetIds.length === 0) return new Map()
  const { accountId, reverts, createdAt, changeSetId } = parameterChangeSets
  const rows = await ctx.db
    .select({ reverts, changeSetId })
    .from(parameterChangeSets)
    .where(and(eq(accountId, ctx.caller.accountId), inArray(reverts, [...changeSetIds])))
    .orderBy(asc(createdAt))
  return new Map(rows.map((row) => [row.reverts ?? '', row.changeSetId]))
}

/** By key; all of them without a page. */
export async function listChangeItems(
  ctx: Ctx,
  changeSetId: string,
  page: { after?: string | undefined; limit?: number } = {},
): Promise<readonly ChangeItem[]> {
  const { after, limit = 1000 } = page
  const ofSet = and(eq(parameterChangeItems.accountId, ctx.caller.accountId), eq(parameterChangeItems.changeSetId, changeSetId))
  return ctx.db
    .select()
    .from(parameterChangeItems)
    .where(and(ofSet, after === undefined ? undefined : gt(parameterChangeItems.key, after)))
    .orderBy(asc(parameterChangeItems.key))
    .limit(limit)
}

/** Of every account, with what they kept of earlier values. */
export async function deleteChangeSetsBefore(ctx: Ctx, before: Date): Promise<void> {
  await ctx.db.delete(parameterChangeSets).where(lt(parameterChangeSets.createdAt, before))
}

function isSet(ctx: Ctx, changeSetId: string): SQL | undefined {
  return and(eq(parameterChangeSets.accountId, ctx.caller.accountId), eq(parameterChangeSets.changeSetId, changeSetId))
}
