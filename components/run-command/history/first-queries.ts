import { savedViews } from '#queries/shell/views/queries'
import { parseFilters } from '#queries/ui/filter-grammar'
import { historyInput } from './history-filters'
import { commandHistory } from './history-queries'

/** What the history asks for as soon as it is open at this address; the same keys as the screen makes of it. */
export function historyFirst(params: URLSearchParams, now: number) {
  return [commandHistory(historyInput(parseFilters(params.getAll('f')), Math.floor(now / 60) * 60)), savedViews('commands')]
}
