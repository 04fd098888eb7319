/**
 * Rows of a list that is loaded from both ends: those at the start, a gap that nobody has looked at yet, and, after a jump to the
 * end, those at the end.
 */
export interface RowSource<Row> {
  count: number
  at(index: number): Row | undefined
  /** From `start`, `end` exclusive: places whose rows are not loaded. */
  gap: { start: number; end: number }
  loaded: readonly Row[]
}

export function rowSource<Row>(head: readonly Row[], tail: readonly Row[], total: number | undefined): RowSource<Row> {
  const missing = tail.length === 0 ? 0 : Math.max(0, (total ?? 0) - head.length - tail.length)
  const end = head.length + missing
  return {
    count: end + tail.length,
    at: (index) => (index < head.length ? head[index] : index < end ? undefined : tail[index - end]),
    gap: { start: head.length, end },
    loaded: tail.length === 0 ? head : [...head, ...tail],
  }
}

const loadAhead = 20

export interface Edges {
  hasMore: boolean
  hasTail: boolean
}

/** Which end has to load more for the rows between `first` and `last` to be there soon. */
export function wantedEnd(
  gap: RowSource<unknown>['gap'],
  seen: { first: number; last: number },
  edges: Edges,
): 'head' | 'tail' | undefined {
  const nearHead =
    edges.hasMore && seen.last >= gap.start - loadAhead && (gap.end > gap.start ? seen.first < gap.end + loadAhead : true)
  const nearTail = edges.hasTail && gap.end > gap.start && seen.first < gap.end + loadAhead && seen.last >= gap.start
  if (nearHead && nearTail) return seen.last - gap.start <= gap.end - seen.first ? 'head' : 'tail'
  if (nearTail) return 'tail'
  return nearHead ? 'head' : undefined
}
