export interface RowRange {
  startIndex: number
  endIndex: number
  overscan: number
  count: number
}

const blockRows = 8

/** Rows come and go eight at a time, so that most frames of a scroll change nothing in the page and only move it. */
export function inBlocks({ startIndex, endIndex, overscan, count }: RowRange): number[] {
  const first = Math.max(0, Math.floor((startIndex - overscan) / blockRows) * blockRows)
  const end = Math.min(count, Math.ceil((endIndex + overscan + 1) / blockRows) * blockRows)
  return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at)
}
