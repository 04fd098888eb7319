import { parseFilters } from '#queries/ui/filter-grammar'
import { savedViews } from '#queries/shell/views/queries'
import { auditInput, changesView } from './audit-filters'
import { auditPages } from './queries'

/** What the list asks for as soon as it is open at this address. */
export function auditFirst(params: URLSearchParams, now: number) {
  const shown = params.size === 0 ? new URLSearchParams(changesView) : params
  return [auditPages(auditInput(parseFilters(shown.getAll('f')), Math.floor(now / 60) * 60)), savedViews('audit')]
}
