import { type Filter, formatFilter } from '#queries/ui/filter-grammar'

/**
 * Filters of the URL go to ListManagedNodes in the same words. Only times differ: a URL says `lastSeen:lt:-24h`, so that a view
 * means the same tomorrow, and the server gets the instant.
 */
const timeFields = ['lastSeen', 'registered', 'statusSince']
const units: Record<string, number> = { m: 60, h: 3600, d: 86_400 }
/** Instants are rounded, so that a query keeps its key, and its cache, for a while. */
const roundTo = 300

export function serverFilter(filter: Filter, nowSeconds: number): string {
  const [value = ''] = filter.values
  const age = timeFields.includes(filter.field) ? /^-(\d{1,5})([mhd])$/.exec(value) : null
  if (!age) return formatFilter(filter)
  const seconds = Number(age[1]) * (units[age[2] ?? ''] ?? 0)
  const at = Math.floor(nowSeconds / roundTo) * roundTo - seconds
  return formatFilter({ ...filter, values: [new Date(at * 1000).toISOString()] })
}

export interface NodeListQuery {
  filters: readonly Filter[]
  query?: string | undefined
  sort?: string | undefined
}

/** The members of ListManagedNodes that say which nodes and in which order. */
export function nodeListInput({ filters, query, sort }: NodeListQuery, nowSeconds: number) {
  return {
    ...(filters.length === 0 ? {} : { Filters: filters.map((filter) => serverFilter(filter, nowSeconds)) }),
    ...(query ? { Query: query } : {}),
    ...(sort ? { Sort: sort } : {}),
  }
}

/** A filter on one value of a field, for facets: an empty value means that the node has not said it. */
export function valueFilter(field: string, value: string): Filter {
  return value === '' ? { field, op: 'exists', values: ['false'] } : { field, op: 'is', values: [value] }
}

export function hasFilter(filters: readonly Filter[], wanted: Filter): boolean {
  return filters.some((filter) => formatFilter(filter) === formatFilter(wanted))
}

/** Adds the facet's filter, replaces another one on the same field, or takes it away when it is there. */
export function toggled(filters: readonly Filter[], wanted: Filter): Filter[] {
  const others = filters.filter((filter) => filter.field !== wanted.field)
  return hasFilter(filters, wanted) ? others : [...others, wanted]
}

/** Address of the list with these filters, given as in the address: `status:is:ConnectionLost`. */
export function nodesHref(filters: readonly Filter[], sort?: string): string {
  const search = new URLSearchParams(filters.map((filter) => ['f', formatFilter(filter)]))
  if (sort) search.set('sort', sort)
  return filters.length === 0 && !sort ? '/nodes' : `/nodes?${search}`
}
