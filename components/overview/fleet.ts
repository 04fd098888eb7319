import { agentName } from '#lib/vocabulary/own-agent'
import type { Wire } from '#lib/api/operation'
import type { listManagedNodes } from '#lib/capabilities/nodes/operations/list-managed-nodes'
import type { LostGroup } from './attention'

export type NodePage = Wire<Awaited<ReturnType<typeof listManagedNodes.handle>>>

/** Filters of the agents that are older than the one this server hands out. */
export function behindFilters(agentVersion: string): string[] {
  return [`agentName:is:${agentName}`, `agent:lt:${agentVersion}`]
}

export function nodesHref(filters: readonly string[], sort?: string): string {
  const search = new URLSearchParams(filters.map((filter) => ['f', filter]))
  if (sort) search.set('sort', sort)
  return `/nodes?${search}`
}

/** A filter as ListManagedNodes takes it, with the age made an instant; rounded, so that the query keeps its key for minutes. */
export function atAge(filter: string, nowSeconds: number): string {
  return filter.replace(/:-(\d+)h$/, (_match, hours: string) => {
    const at = Math.floor(nowSeconds / 300) * 300 - Number(hours) * 3600
    return `:${encodeURIComponent(new Date(at * 1000).toISOString())}`
  })
}

type LostAge = Omit<LostGroup, 'nodes' | 'href'> & { filters: readonly string[] }

const lost = 'status:is:ConnectionLost'

/** Lost nodes by how long they have been lost: a blink, a night, a machine that is gone. */
export const lostAges: readonly LostAge[] = [
  { id: 'hour', words: 'lost in the last hour', age: 300, filters: [lost, 'statusSince:gt:-1h'] },
  { id: 'day', words: 'lost for more than an hour', age: 3600, filters: [lost, 'statusSince:lt:-1h', 'statusSince:gt:-24h'] },
  { id: 'longer', words: 'lost for more than a day', age: 86_400, filters: [lost, 'statusSince:lt:-24h'] },
]

export interface Share {
  label: string
  count: number
  /** 0 to 100. */
  percent: number
  href: string
}

/** The biggest platforms, and the rest in one line. */
export function platformShares(facet: readonly { Value: string; Count: number }[], total: number, most = 5): Share[] {
  const percent = (count: number) => (total === 0 ? 0 : (count / total) * 100)
  const shares = facet.slice(0, most).map(({ Value, Count }) => ({
    label: Value === '' ? 'Not told yet' : Value,
    count: Count,
    percent: percent(Count),
    href: nodesHref([Value === '' ? 'platform:exists:false' : `platform:is:${encodeURIComponent(Value)}`]),
  }))
  const rest = facet.slice(most).reduce((sum, { Count }) => sum + Count, 0)
  return rest === 0 ? shares : [...shares, { label: 'Others', count: rest, percent: percent(rest), href: '/nodes' }]
}
