import { and, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { parameterLabels, parameters, parameterUses, parameterVersions } from '../tables'
import { isNewest, type ParameterVersion } from './parameters'

export interface PlacedLabel {
  label: string
  version: number
}

/** What a list shows beside the metadata. */
export interface RowExtras {
  key: string
  /** The beginning; null for what is sealed. */
  value: string | null
  labels: readonly PlacedLabel[]
  uses: number
}

export async function listExtras(
  ctx: Ctx,
  keys: readonly string[],
  { valueTo, usesTo }: { valueTo: number; usesTo: number },
): Promise<ReadonlyMap<string, RowExtras>> {
  if (keys.length === 0) return new Map()
  const rows = await ctx.db
    .select({
      key: parameters.key,
      value: sql<string | null>`left(${parameterVersions.value}, ${valueTo})`,
      labels: sql<PlacedLabel[]>`(select coalesce(json_agg(json_build_object('label', ${parameterLabels.label}, 'version',
        ${parameterLabels.version}) order by ${parameterLabels.version} desc, ${parameterLabels.label}), '[]') from ${parameterLabels}
        where ${parameterLabels.accountId} = ${parameters.accountId} and ${parameterLabels.key} = ${parameters.key})`,
      uses: sql<number>`(select count(*)::int from (select 1 from ${parameterUses}
        where ${parameterUses.accountId} = ${parameters.accountId} and ${parameterUses.key} = ${parameters.key}
        limit ${usesTo}) as counted)`,
    })
    .from(parameters)
    .innerJoin(parameterVersions, isNewest)
    .where(and(eq(parameters.accountId, ctx.caller.accountId), inArray(parameters.key, [...keys])))
  return new Map(rows.map((row) => [row.key, row]))
}

/** The newest first. */
export async function listNewestVersions(
  ctx: Ctx,
  key: string,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<readonly ParameterVersion[]> {
  const earlier: SQL | undefined = before === undefined ? undefined : lt(parameterVersions.version, before)
  return ctx.db
    .select()
    .from(parameterVersions)
    .where(and(eq(parameterVersions.accountId, ctx.caller.accountId), eq(parameterVersions.key, key), earlier))
    .orderBy(desc(parameterVersions.version))
    .limit(limit)
}
