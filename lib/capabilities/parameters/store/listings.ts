import { and, asc, eq, gt, gte, inArray, lt, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { hasTag } from '#lib/capabilities/tags/index'
import type { Ctx } from '#lib/platform/context'
import { preparedSelect } from '#lib/platform/db/prepared'
import type { Condition } from '../model/filters'
import { keyOf } from '../model/name'
import { parameterLabels, parameters, parameterVersions } from '../tables'
import { isNewest, type Parameter, type StoredValue, valueColumns } from './parameters'

export interface Listing {
  conditions: readonly Condition[]
  after: string | undefined
  limit: number
}

export async function listParameters(ctx: Ctx, listing: Listing): Promise<readonly Parameter[]> {
  return ctx.db.select().from(parameters).where(wanted(ctx, listing)).orderBy(asc(parameters.key)).limit(listing.limit)
}

/** With a label among the conditions the versions that have it, else the newest. */
export async function listValues(ctx: Ctx, listing: Listing): Promise<readonly StoredValue[]> {
  const [path, ...others] = listing.conditions
  return path?.kind === 'path' && path.paths.length === 1 && others.length === 0
    ? listPath(ctx, path, listing)
    : listFiltered(ctx, listing)
}

type PathCondition = Extract<Condition, { kind: 'path' }>

/** What nearly every call asks for, prepared. */
async function listPath(ctx: Ctx, { paths: [path = ''], recursive }: PathCondition, listing: Listing) {
  const accountId = ctx.caller.accountId
  const { after = '', limit } = listing
  const placed = { accountId, path, after, limit, from: path && `${path}/`, to: beyond(path && `${path}/`) }
  return preparedSelect(ctx.db, {
    name: recursive ? 'list_parameters_below' : 'list_parameters_in',
    columns: valueColumns,
    build: (db, columns) =>
      db
        .select(columns)
        .from(parameters)
        .innerJoin(parameterVersions, isNewest)
        .where(
          and(
            eq(parameters.accountId, sql.placeholder('accountId')),
            gt(parameters.key, sql.placeholder('after')),
            ...(recursive
              ? [gte(parameters.key, sql.placeholder('from')), lt(parameters.key, sql.placeholder('to'))]
              : [eq(parameters.parent, sql.placeholder('path'))]),
          ),
        )
        .orderBy(asc(parameters.key))
        .limit(sql.placeholder('limit')),
  }).execute(placed)
}

async function listFiltered(ctx: Ctx, listing: Listing): Promise<readonly StoredValue[]> {
  const label = listing.conditions.find((condition) => condition.kind === 'label')
  return ctx.db
    .select(valueColumns)
    .from(parameters)
    .innerJoin(parameterVersions, label ? isLabelled(label.values) : isNewest)
    .where(wanted(ctx, listing))
    .orderBy(asc(parameters.key))
    .limit(listing.limit)
}

/** Of several labels on one parameter, the newest version counts. */
function isLabelled(labels: readonly string[]): SQL | undefined {
  const newest = sql`(select max(${parameterLabels.version}) from ${parameterLabels}
    where ${parameterLabels.accountId} = ${parameters.accountId} and ${parameterLabels.key} = ${parameters.key}
    and ${parameterLabels.label} = any(${sql.param([...labels])}::text[]))`
  return and(
    eq(parameterVersions.accountId, parameters.accountId),
    eq(parameterVersions.key, parameters.key),
    eq(parameterVersions.version, newest),
  )
}

function wanted(ctx: Ctx, { conditions, after }: Listing): SQL | undefined {
  return and(
    eq(parameters.accountId, ctx.caller.accountId),
    after === undefined ? undefined : gt(parameters.key, after),
    ...conditions.map((condition) => sqlOf(ctx, condition)),
  )
}

function sqlOf(ctx: Ctx, condition: Condition): SQL | undefined {
  switch (condition.kind) {
    case 'path':
      return or(...condition.paths.map((path) => (condition.recursive ? isBelow(path) : eq(parameters.parent, path))))
    case 'tag': {
      const { tagKey, values, match } = condition
      const resource = { accountId: ctx.caller.accountId, type: 'Parameter' as const, id: parameters.name }
      const value = (column: SQLWrapper) => matches(column, match, values)
      return hasTag(resource, values.length > 0 ? { keys: [tagKey], value } : { keys: [tagKey] })
    }
    case 'text':
      if (condition.column === 'name') return nameMatches(condition)
      return matches(parameters[condition.column], condition.match, condition.values)
    case 'label':
      return undefined
  }
}

/** Names have letters, digits and `/_.-`, all of which come before `~`. */
const beyond = (prefix: string): string => `${prefix}~`

export function isBelow(path: string): SQL | undefined {
  if (path === '') return undefined
  return and(gte(parameters.key, `${path}/`), lt(parameters.key, beyond(`${path}/`)))
}

function nameMatches({ match, values }: Extract<Condition, { kind: 'text' }>): SQL | undefined {
  if (match === 'Equals') return inArray(parameters.key, values.map(keyOf))
  if (match === 'Contains') return matches(parameters.name, match, values)
  const ranges = values.map((value) => {
    const range = and(gte(parameters.key, keyOf(value)), lt(parameters.key, beyond(keyOf(value))))
    return and(range, sql`starts_with(${parameters.name}, ${value})`)
  })
  return or(...ranges)
}

function matches(column: SQLWrapper, match: 'Equals' | 'BeginsWith' | 'Contains', values: readonly string[]): SQL {
  const list = sql.param([...values])
  switch (match) {
    case 'Equals':
      return sql`${column} = any(${list}::text[])`
    case 'BeginsWith':
      return sql`exists (select 1 from unnest(${list}::text[]) as prefix where starts_with(${column}, prefix))`
    case 'Contains':
      return sql`exists (select 1 from unnest(${list}::text[]) as part where strpos(${column}, part) > 0)`
  }
}
