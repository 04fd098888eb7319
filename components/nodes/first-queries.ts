import { savedViews } from '#queries/shell/views/queries'
import { parseFilters } from '#queries/ui/filter-grammar'
import { formatSort, parseSort } from '#queries/ui/table/column'
import { nodeListInput } from './node-filters'
import { nodeCounts, nodePages } from './queries'

/** What the list asks for as soon as it is open at this address; the same keys as the screen makes of it. */
export function nodesFirst(params: URLSearchParams, now: number) {
  const filters = parseFilters(params.getAll('f'))
  const query = params.get('q') ?? ''
  const sort = formatSort(parseSort(params.get('sort') ?? undefined))
  return [
    nodePages(nodeListInput({ filters, query, sort }, now)),
    nodeCounts(nodeListInput({ filters, query }, now)),
    savedViews('nodes'),
  ]
}
