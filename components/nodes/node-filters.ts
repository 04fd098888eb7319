/**
 * Filters stand in the URL as `field:operator:value` and go to ListManagedNodes in the same words. Only times differ: a URL says
 * `lastSeen:lt:-24h`, so that a view means the same tomorrow, and the server gets the instant.
 */
const timeFields = ['lastSeen', 'registered', 'statusSince']
const units: Record<string, number> = { m: 60, h: 3600, d: 86_400 }
/** Instants are rounded, so that a query keeps its key, and its cache, for a while. */
const roundTo = 300

export function serverFilter(filter: string, nowSeconds: number): string {
  const [field = '', operator = '', ...rest] = filter.split(':')
  const age = timeFields.includes(field) ? /^-(\d{1,5})([mhd])$/.exec(rest.join(':')) : null
  if (!age) return filter
  const seconds = Number(age[1]) * (units[age[2] ?? ''] ?? 0)
  const at = Math.floor(nowSeconds / roundTo) * roundTo - seconds
  return `${field}:${operator}:${encodeURIComponent(new Date(at * 1000).toISOString())}`
}

export interface NodeListQuery {
  filters: readonly string[]
  query: string | undefined
  sort: string | undefined
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
export function valueFilter(field: string, value: string): string {
  return value === '' ? `${field}:exists:false` : `${field}:is:${encodeURIComponent(value)}`
}

/** Adds the facet's filter, replaces another one on the same field, or takes it away when it is there. */
export function toggled(filters: readonly string[], field: string, value: string): string[] {
  const wanted = valueFilter(field, value)
  const others = filters.filter((filter) => !filter.startsWith(`${field}:`))
  return filters.includes(wanted) ? others : [...others, wanted]
}
