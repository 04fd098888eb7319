import type { Selection } from '#queries/ui/table/selection'
import { type Filter, formatFilter } from '#queries/ui/filter-grammar'
import { filterTargetKey } from '#lib/capabilities/nodes/model/filter-target'
import { maxTargetKeys, maxTargetValues } from '#lib/vocabulary/target'
import { serverFilter } from './node-filters'

/** How many nodes a command can name one by one. */
const mostNamed = 50

export type CommandTargets = { kind: 'targets'; text: string } | { kind: 'impossible'; reason: string }

/** `targets=` of `/commands/new`: `mi-1,mi-2` or `tag:env=prod,stage;tag:role=web` or `InstanceIds=*`. */
export function commandHref(text: string): string {
  return `/commands/new?targets=${encodeURIComponent(text)}`
}

/** So many ids fit into an address. */
const mostInFilter = 250

export interface ListedFilters {
  filters: readonly Filter[]
  query: string
  nowSeconds: number
}

/**
 * What a selection means to Run Command: nodes by name, tags where the filters are only tags, because those can be edited in the
 * form, and else the filters of the list themselves, which the server looks up when the command is sent.
 */
export function commandTargets(selection: Selection, list: ListedFilters): CommandTargets {
  if (selection.mode === 'rows') return namedTargets([...selection.ids])
  const { filters, query, nowSeconds } = list
  const except = [...selection.except]
  if (except.length > mostInFilter)
    return impossible(`At most ${mostInFilter} nodes can be left out. Give the nodes a tag and filter by it.`)
  const tags = filters.map(tagTarget)
  const isPlain = query === '' && except.length === 0
  if (isPlain && filters.length === 0) return { kind: 'targets', text: 'InstanceIds=*' }
  if (isPlain && filters.length <= maxTargetKeys && isUnique(filters) && !tags.includes(undefined))
    return { kind: 'targets', text: tags.join(';') }
  const words = query.split(/\s+/).filter((word) => word !== '')
  return filterTargets([
    ...filters.map((filter) => serverFilter(filter, nowSeconds)),
    ...words.map((word) => formatFilter({ field: 'search', op: 'contains', values: [word] })),
    ...(except.length === 0 ? [] : [formatFilter({ field: 'id', op: 'not', values: except })]),
  ])
}

function namedTargets(ids: readonly string[]): CommandTargets {
  if (ids.length <= mostNamed) return { kind: 'targets', text: ids.join(',') }
  if (ids.length > mostInFilter)
    return impossible(
      `At most ${mostInFilter} nodes can be picked one by one. Filter the list and select everything that matches.`,
    )
  return filterTargets([formatFilter({ field: 'id', op: 'in', values: ids })])
}

function filterTargets(filters: readonly string[]): CommandTargets {
  if (filters.length > maxTargetValues) return impossible(`A command takes at most ${maxTargetValues} filters and words.`)
  return { kind: 'targets', text: `${filterTargetKey}=${filters.map(encodeURIComponent).join(',')}` }
}

/** Targets name each key once. */
function isUnique(filters: readonly Filter[]): boolean {
  return new Set(filters.map(({ field }) => field)).size === filters.length
}

function tagTarget({ field, op, values }: Filter): string | undefined {
  if (!field.startsWith('tag.') || (op !== 'is' && op !== 'in')) return undefined
  return `tag:${encodeURIComponent(field.slice(4))}=${values.map(encodeURIComponent).join(',')}`
}

function impossible(reason: string): CommandTargets {
  return { kind: 'impossible', reason }
}
