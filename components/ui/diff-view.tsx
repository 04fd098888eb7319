'use client'
import { clsx } from 'clsx'
import { diffLines, diffWordsWithSpace } from 'diff'
import { useMemo } from 'react'
import { type DiffRow, foldUnchanged, pairRows } from './diff-rows'

export interface DiffViewProps {
  before: string
  after: string
  label: string
  /** Unchanged lines kept around a change. */
  context?: number | undefined
}

const marks = { added: '+', removed: '-', same: ' ' }

/** Inline diff with words marked and unchanged parts folded. */
export function DiffView({ before, after, label, context = 3 }: DiffViewProps) {
  const rows = useMemo(() => foldUnchanged(pairRows(diffLines(before, after)), context), [before, after, context])
  if (before === after) return <p className="text-body text-text-3">No difference</p>
  return (
    <section
      aria-label={label}
      className="overflow-auto rounded-control border border-line bg-sunken font-mono text-meta leading-5"
    >
      {rows.map((row, at) => (
        <Row key={at} row={row} />
      ))}
    </section>
  )
}

function Row({ row }: { row: DiffRow }) {
  if (row.kind === 'fold')
    return (
      <p className="border-y border-line bg-raised px-3 font-sans text-text-3">{row.count.toLocaleString()} lines are the same</p>
    )
  return (
    <div
      className={clsx(
        'flex min-w-max pr-3',
        row.kind === 'added' && 'bg-diff-added',
        row.kind === 'removed' && 'bg-diff-removed',
      )}
    >
      <span aria-hidden className="w-6 shrink-0 text-center text-text-2 select-none">
        {marks[row.kind]}
      </span>
      <span className="sr-only">{row.kind === 'same' ? '' : `${row.kind}: `}</span>
      <span className="whitespace-pre">{row.partner === undefined ? row.text : <Words row={row} partner={row.partner} />}</span>
    </div>
  )
}

function Words({ row, partner }: { row: Extract<DiffRow, { text: string }>; partner: string }) {
  const [before, after] = row.kind === 'removed' ? [row.text, partner] : [partner, row.text]
  return diffWordsWithSpace(before, after)
    .filter((part) => (row.kind === 'removed' ? !part.added : !part.removed))
    .map((part, at) =>
      part.added || part.removed ? (
        <mark key={at} className={clsx('rounded-[2px] text-text', part.added ? 'bg-ok-solid/30' : 'bg-bad-solid/30')}>
          {part.value}
        </mark>
      ) : (
        part.value
      ),
    )
}
