import type { Path, Span } from '#lib/vocabulary/document-tree/tree'
import type { RawFinding } from './finding'

export interface Place {
  path: Path
  report: (finding: RawFinding) => void
  /** Begins messages: "Step `x`: ", or nothing. */
  where: string
}

export function nameOf({ path }: Place): string {
  const name = path.findLast((part) => typeof part === 'string')
  const index = path.at(-1)
  if (name === undefined) return 'The document'
  return typeof index === 'number' ? `item ${index + 1} of ${name}` : name
}

/** Keys may be quoted; what replaces one stays in its quotes. */
export function insideQuotes(text: string, { start, end }: Span): Span {
  return end - start === text.length + 2 ? { start: start + 1, end: end - 1 } : { start, end }
}
