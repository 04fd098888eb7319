interface Change {
  value: string
  added: boolean
  removed: boolean
}

export interface DiffLine {
  kind: 'same' | 'added' | 'removed'
  text: string
  /** The line it replaces or that replaces it. */
  partner?: string | undefined
}

export interface Fold {
  kind: 'fold'
  /** Place among all rows, to open it by. */
  from: number
  lines: readonly DiffLine[]
}

export type DiffRow = DiffLine | Fold

/** One row per line; a removed line is paired with the added one that follows in its place. */
export function pairRows(changes: readonly Change[]): DiffLine[] {
  const blocks = changes.map((change) => ({
    kind: change.added ? ('added' as const) : change.removed ? ('removed' as const) : ('same' as const),
    lines: linesOf(change.value),
  }))
  return blocks.flatMap((block, at) => {
    const other = block.kind === 'removed' ? blocks[at + 1] : block.kind === 'added' ? blocks[at - 1] : undefined
    const paired = other && other.kind !== 'same' && other.kind !== block.kind ? other.lines : []
    return block.lines.map((text, line) => ({ kind: block.kind, text, partner: paired[line] }))
  })
}

/** Unchanged lines further than `context` from any change become one row, unless it was opened. */
export function foldUnchanged(rows: readonly DiffLine[], context: number, opened: ReadonlySet<number> = new Set()): DiffRow[] {
  const near = new Set(
    rows.flatMap((row, at) =>
      row.kind === 'same' ? [] : Array.from({ length: 2 * context + 1 }, (_, step) => at - context + step),
    ),
  )
  const folded: (DiffLine | (Fold & { lines: DiffLine[] }))[] = []
  for (const [at, row] of rows.entries()) {
    const last = folded.at(-1)
    if (row.kind !== 'same' || near.has(at)) folded.push(row)
    else if (last?.kind === 'fold') last.lines.push(row)
    else folded.push({ kind: 'fold', from: at, lines: [row] })
  }
  return folded.flatMap((row): DiffRow[] => (row.kind === 'fold' && opened.has(row.from) ? [...row.lines] : [row]))
}

/** Both sides beside each other: lines that replace each other share a row. */
export type SidePair = { left: DiffLine | undefined; right: DiffLine | undefined } | Fold

export function sideBySide(rows: readonly DiffRow[]): SidePair[] {
  const pairs: SidePair[] = []
  let removed: DiffLine[] = []
  const flush = () => {
    for (const left of removed) pairs.push({ left, right: undefined })
    removed = []
  }
  for (const row of rows) {
    if (row.kind === 'removed') removed.push(row)
    else if (row.kind === 'added') pairs.push({ left: removed.shift(), right: row })
    else {
      flush()
      pairs.push(row.kind === 'fold' ? row : { left: row, right: row })
    }
  }
  flush()
  return pairs
}

/** Where each run of changed rows begins: what next and previous move between. */
export function changeStarts(isChanged: readonly boolean[]): number[] {
  return isChanged.flatMap((changed, at) => (changed && !isChanged[at - 1] ? [at] : []))
}

function linesOf(value: string): string[] {
  const lines = value.split('\n')
  return value.endsWith('\n') ? lines.slice(0, -1) : lines
}
