import { and, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import type { NodeCondition } from '../model/condition'
import { nodes } from '../tables'
import { matching } from './conditions'

export type SummaryField = 'agentVersion' | 'platformName' | 'platformType' | 'platformVersion'

export interface SummaryQuery {
  conditions: readonly NodeCondition[]
  fields: readonly SummaryField[]
  /** The values of the last group of the page before. */
  after: readonly string[] | undefined
  limit: number
}

export interface SummaryGroup {
  values: readonly string[]
  count: number
}

/** Counts of nodes by the values of the fields, in the order of values; without fields it is one group. */
export async function countGroups(ctx: Ctx, query: SummaryQuery): Promise<readonly SummaryGroup[]> {
  const columns = query.fields.map((field): SQL => sql`coalesce(${nodes[field]}, '')`)
  const values = sql<string[]>`array[${sql.join(columns, sql`, `)}]::text[]`
  const after = query.after && sql`${values} > ${sql.param([...query.after])}::text[]`
  return ctx.db
    .select({ values, count: sql<number>`count(*)::int` })
    .from(nodes)
    .where(and(matching(ctx.caller.accountId, query.conditions), after))
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .limit(query.limit)
}
