export type DiffRow =
  | {
      kind: 'same' | 'added' | 'removed'
      text: string /** The line it replaces or that replaces it. */
      partner?: string | undefined
    }
  | { kind: 'fold'; count: number }

interface Change {
  value: string
  added: boolean
  removed: boolean
}

/** One row per line; a removed line is paired with the added one that follows in its place. */
export function pairRows(changes: readonly Change[]): Exclude<DiffRow, { kind: 'fold' }>[] {
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

/** Unchanged lines further than `context` from any change become one row. */
export function foldUnchanged(rows: readonly Exclude<DiffRow, { kind: 'fold' }>[], context: number): DiffRow[] {
  const near = new Set(
    rows.flatMap((row, at) =>
      row.kind === 'same' ? [] : Array.from({ length: 2 * context + 1 }, (_, step) => at - context + step),
    ),
  )
  const folded: DiffRow[] = []
  for (const [at, row] of rows.entries()) {
    const last = folded.at(-1)
    if (row.kind !== 'same' || near.has(at)) folded.push(row)
    else if (last?.kind === 'fold') last.count += 1
    else folded.push({ kind: 'fold', count: 1 })
  }
  return folded
}

function linesOf(value: string): string[] {
  const lines = value.split('\n')
  return value.endsWith('\n') ? lines.slice(0, -1) : lines
}
