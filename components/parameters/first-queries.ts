import { savedViews } from '#queries/shell/views/queries'
import { parseFilters } from '#queries/ui/filter-grammar'
import { listFilters } from './list/parameter-filters'
import { normalPath, pathsTo } from './parameter-words'
import { parameterRow, pathPages, rowPages, versionPages } from './queries'

/** What the list asks for as soon as it is open at this address; the same keys as the screen makes of it. */
export function parametersFirst(params: URLSearchParams) {
  const path = normalPath(params.get('path'))
  const filters = parseFilters(params.getAll('f'))
  const asked = { path, isRecursive: params.get('below') !== 'no', filters, query: params.get('q') ?? '' }
  return [rowPages(listFilters(asked)), ...pathsTo(path).map(pathPages), savedViews('parameters')]
}

export function parameterFirst(params: URLSearchParams) {
  const name = params.get('name') ?? ''
  const isHistory = params.get('tab') === 'history' || params.get('tab') === 'labels'
  return name === '' ? [] : [parameterRow(name), ...(isHistory ? [versionPages(name)] : [])]
}
