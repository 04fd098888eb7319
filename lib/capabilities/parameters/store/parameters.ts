import { and, asc, eq, getTableColumns, gt, inArray, lte, type SQL, sql } from 'drizzle-orm'
import { keyStateOf } from '#lib/capabilities/keys/index'
import type { Ctx } from '#lib/platform/context'
import { preparedSelect, type RowOf } from '#lib/platform/db/prepared'
import type { Tier } from '../model/plan-put'
import { parameters, parameterVersions } from '../tables'

export type Parameter = typeof parameters.$inferSelect
export type ParameterVersion = typeof parameterVersions.$inferSelect

const valueColumns = {
  key: parameters.key,
  name: parameters.name,
  version: parameterVersions.version,
  type: parameterVersions.type,
  dataType: parameterVersions.dataType,
  changedAt: parameterVersions.changedAt,
  value: parameterVersions.value,
  sealed: parameterVersions.sealed,
  sealingKeyId: parameterVersions.sealingKeyId,
  sealingKeyState: keyStateOf(parameterVersions.accountId, parameterVersions.sealingKeyId),
}

/** One version with its value as it is stored. */
export type StoredValue = RowOf<typeof valueColumns>
export { valueColumns }

/** The newest versions, or those with the numbers given beside the keys. */
export async function findNewest(ctx: Ctx, accountId: string, key: string): Promise<StoredValue | undefined> {
  const query = preparedSelect(ctx.db, {
    name: 'find_newest_parameter',
    columns: valueColumns,
    build: (db, columns) =>
      db
        .select(columns)
        .from(parameters)
        .innerJoin(parameterVersions, isNewest)
        .where(and(eq(parameters.accountId, sql.placeholder('accountId')), eq(parameters.key, sql.placeholder('key')))),
  })
  const [found] = await query.execute({ accountId, key })
  return found
}

export const isNewest = and(
  eq(parameterVersions.accountId, parameters.accountId),
  eq(parameterVersions.key, parameters.key),
  eq(parameterVersions.version, parameters.version),
)

export async function findVersion(
  ctx: Ctx,
  accountId: string,
  { key, version }: { key: string; version: number },
): Promise<StoredValue | undefined> {
  const rows = await ctx.db
    .select(valueColumns)
    .from(parameters)
    .innerJoin(
      parameterVersions,
      and(eq(parameterVersions.accountId, parameters.accountId), eq(parameterVersions.key, parameters.key)),
    )
    .where(and(eq(parameters.accountId, accountId), eq(parameters.key, key), eq(parameterVersions.version, version)))
  return rows[0]
}

export async function findParameter(ctx: Ctx, key: string): Promise<Parameter | undefined> {
  const rows = await ctx.db.select().from(parameters).where(isParameter(ctx, key))
  return rows[0]
}

/** Whoever changes a parameter holds its row: so versions follow each other without gaps. */
export async function lockParameter(tx: Ctx, key: string): Promise<Parameter | undefined> {
  const query = preparedSelect(tx.db, {
    name: 'lock_parameter',
    columns: allColumns,
    build: (db, columns) =>
      db
        .select(columns)
        .from(parameters)
        .where(and(eq(parameters.accountId, sql.placeholder('accountId')), eq(parameters.key, sql.placeholder('key'))))
        .for('update'),
  })
  const [found] = await query.execute({ accountId: tx.caller.accountId, key })
  return found
}

const allColumns = getTableColumns(parameters)

/** False when somebody else made it meanwhile. */
export async function insertParameter(tx: Ctx, parameter: Parameter): Promise<boolean> {
  const rows = await tx.db.insert(parameters).values(parameter).onConflictDoNothing().returning({ key: parameters.key })
  return rows.length > 0
}

export async function updateParameter(tx: Ctx, key: string, change: Partial<Parameter>): Promise<void> {
  await tx.db.update(parameters).set(change).where(isParameter(tx, key))
}

export async function insertVersion(tx: Ctx, version: ParameterVersion): Promise<void> {
  await tx.db.insert(parameterVersions).values(version)
}

export async function updateVersion(
  tx: Ctx,
  { key, version }: Pick<ParameterVersion, 'key' | 'version'>,
  change: Partial<ParameterVersion>,
): Promise<void> {
  const where = and(
    eq(parameterVersions.accountId, tx.caller.accountId),
    eq(parameterVersions.key, key),
    eq(parameterVersions.version, version),
  )
  await tx.db.update(parameterVersions).set(change).where(where)
}

/** Of every account: a job looks at them all. */
export async function listDueParameters(
  ctx: Ctx,
  now: Date,
  limit: number,
): Promise<readonly Pick<Parameter, 'accountId' | 'key'>[]> {
  return ctx.db
    .select({ accountId: parameters.accountId, key: parameters.key })
    .from(parameters)
    .where(lte(parameters.dueAt, now))
    .orderBy(asc(parameters.dueAt))
    .limit(limit)
}

/** With versions and labels; the names of those that were there. */
export async function deleteParameterRows(tx: Ctx, keys: readonly string[]): Promise<readonly Pick<Parameter, 'key' | 'name'>[]> {
  return tx.db
    .delete(parameters)
    .where(and(eq(parameters.accountId, tx.caller.accountId), inArray(parameters.key, [...keys])))
    .returning({ key: parameters.key, name: parameters.name })
}

/** Whether there are `most` already; counts no further. */
export async function isTierFull(tx: Ctx, tier: Tier, most: number): Promise<boolean> {
  const ofTier = and(eq(parameters.accountId, tx.caller.accountId), eq(parameters.tier, tier))
  const rows = await tx.db
    .select({ one: sql`1` })
    .from(parameters)
    .where(ofTier)
    .offset(most - 1)
    .limit(1)
  return rows.length > 0
}

export async function listVersionRows(
  ctx: Ctx,
  key: string,
  { after, limit }: { after: number; limit: number },
): Promise<readonly ParameterVersion[]> {
  const wanted = and(
    eq(parameterVersions.accountId, ctx.caller.accountId),
    eq(parameterVersions.key, key),
    gt(parameterVersions.version, after),
  )
  return ctx.db.select().from(parameterVersions).where(wanted).orderBy(asc(parameterVersions.version)).limit(limit)
}

function isParameter(ctx: Ctx, key: string): SQL | undefined {
  return and(eq(parameters.accountId, ctx.caller.accountId), eq(parameters.key, key))
}
