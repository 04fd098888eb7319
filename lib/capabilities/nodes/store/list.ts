import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import { tagsAsJson } from '#lib/capabilities/tags/index'
import type { Ctx } from '#lib/platform/context'
import type { NodeCondition, NodeField } from '../model/condition'
import { isAbout, type SortKey } from '../model/list-grammar'
import { nodes } from '../tables'
import { columnOf, matching, nodeColumn, sortable } from './conditions'
import type { NodeRow } from './nodes'

export type ListedNode = NodeRow & { tags: Record<string, string> }

export interface ListQuery {
  conditions: readonly NodeCondition[]
  sort: readonly SortKey[]
  /** The sort values and the id of the last node of the page before, as text. */
  after: readonly string[] | undefined
  limit: number
  /** From the last node towards the first: a page is in this order too. */
  isBackwards?: boolean | undefined
}

export interface ListPage {
  nodes: readonly ListedNode[]
  /** Of the last node, when more nodes follow. */
  key: readonly string[] | undefined
}

export async function listNodes(ctx: Ctx, query: ListQuery): Promise<ListPage> {
  const { accountId } = ctx.caller
  const parts = orderOf(query)
  const key = [...query.sort.map(({ field }) => sortable(field)), sql`${nodes.id}`]
  const rows = await ctx.db
    .select({
      ...getTableColumns(nodes),
      tags: tagsAsJson(nodeColumn(accountId)),
      key: sql<string[]>`array[${sql.join(
        key.map((part) => sql`(${part})::text`),
        sql`, `,
      )}]`,
    })
    .from(nodes)
    .where(and(matching(accountId, query.conditions), query.after && isAfter(parts, query.after)))
    .orderBy(...parts.map(({ column, isDescending }) => (isDescending ? sql`${column} desc` : column)))
    .limit(query.limit + 1)
  const shown = rows.slice(0, query.limit)
  return {
    nodes: shown.map(({ tags, ...row }) => ({ ...row, tags: tags ?? {} })),
    key: rows.length > query.limit ? shown.at(-1)?.key : undefined,
  }
}

interface OrderPart {
  column: SQL
  type: 'timestamptz' | 'int[]' | 'text'
  isDescending: boolean
}

function orderOf({ sort, isBackwards = false }: ListQuery): readonly OrderPart[] {
  const parts = sort.map(({ field, isDescending }) => ({ column: sortable(field), type: typeOf(field), isDescending }))
  const all: readonly OrderPart[] = [...parts, { column: sql`${nodes.id}`, type: 'text', isDescending: false }]
  return all.map((part) => ({ ...part, isDescending: part.isDescending !== isBackwards }))
}

/** The lexicographic order of several keys, each with its own direction. */
function isAfter(parts: readonly OrderPart[], after: readonly string[]): SQL {
  const values = parts.map(({ type }, index) => sql`${after[index] ?? ''}::${sql.raw(type)}`)
  const alternatives = parts.map((part, index) => {
    const same = parts.slice(0, index).map(({ column }, at) => sql`${column} = ${values[at]}`)
    return sql.join([...same, sql`${part.column} ${sql.raw(part.isDescending ? '<' : '>')} ${values[index]}`], sql` and `)
  })
  return sql`(${sql.join(
    alternatives.map((alternative) => sql`(${alternative})`),
    sql` or `,
  )})`
}

function typeOf(field: SortKey['field']): OrderPart['type'] {
  if (field === 'lastPingAt' || field === 'registeredAt' || field === 'pingStatusSince') return 'timestamptz'
  return field === 'agentVersion' ? 'int[]' : 'text'
}

export type Facet = readonly { value: string; count: number }[]

const mostFacetValues = 50

/** How many nodes have each value of the field, under all conditions but those about the field itself. */
export async function countByField(ctx: Ctx, conditions: readonly NodeCondition[], field: NodeField): Promise<Facet> {
  const others = conditions.filter((condition) => !isAbout(condition, field))
  const value = sql<string>`coalesce(${columnOf(field)}, '')`
  return ctx.db
    .select({ value, count: sql<number>`count(*)::int` })
    .from(nodes)
    .where(matching(ctx.caller.accountId, others))
    .groupBy(sql`1`)
    .orderBy(sql`2 desc`, sql`1`)
    .limit(mostFacetValues)
}

/** One node, registered or not, with its tags. */
export async function findListedNode(ctx: Ctx, id: string): Promise<ListedNode | undefined> {
  const rows = await ctx.db
    .select({ ...getTableColumns(nodes), tags: tagsAsJson(nodeColumn(ctx.caller.accountId)) })
    .from(nodes)
    .where(and(eq(nodes.accountId, ctx.caller.accountId), eq(nodes.id, id)))
  return rows[0] && { ...rows[0], tags: rows[0].tags ?? {} }
}
