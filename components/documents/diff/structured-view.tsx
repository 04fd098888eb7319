'use client'
import { clsx } from 'clsx'
import { diffLines } from 'diff'
import { useMemo, useRef } from 'react'
import { Badge } from '#components/ui/badge'
import { ChangeStepper, useChangeSteps } from '#components/ui/change-steps'
import { pairRows } from '#queries/ui/diff-rows'
import { type StructuredChange, structuredDiff } from './structured-diff'

export interface StructuredViewProps {
  before: unknown
  after: unknown
}

const words = { added: 'added', removed: 'removed', changed: 'changed', moved: 'moved' }
const tones = { added: 'ok', removed: 'bad', changed: 'run', moved: 'wait' } as const

/** One entry for each difference in meaning. `n` and `p` walk through them. */
export function StructuredView({ before, after }: StructuredViewProps) {
  const changes = useMemo(() => structuredDiff(before, after), [before, after])
  const list = useRef<HTMLOListElement>(null)
  const steps = useChangeSteps(changes.length, (index) => list.current?.children[index]?.scrollIntoView({ block: 'nearest' }))
  if (changes.length === 0)
    return (
      <p className="rounded-card border border-line bg-surface p-4 text-body text-text-2">
        Both say the same. Only the order of keys, comments or layout can differ: see Text.
      </p>
    )
  return (
    <div className="flex flex-col gap-2">
      <ChangeStepper {...steps} />
      <ol ref={list} aria-label="Changes" className="flex flex-col gap-2">
        {changes.map((change, index) => (
          <li
            key={`${change.kind} ${change.path.join('/')}`}
            aria-current={index === steps.at ? true : undefined}
            className={clsx(
              'scroll-my-8 overflow-hidden rounded-card border bg-surface',
              index === steps.at ? 'border-accent' : 'border-line',
            )}
          >
            <ChangeEntry change={change} />
          </li>
        ))}
      </ol>
    </div>
  )
}

function ChangeEntry({ change }: { change: StructuredChange }) {
  const { kind, path, before, after } = change
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-3 py-2 text-body">
        <Badge tone={tones[kind]}>{words[kind]}</Badge>
        <span className="min-w-0 font-mono text-meta break-all">{path.join(' › ') || 'the whole document'}</span>
        {kind === 'moved' ? (
          <span className="text-text-2">
            {String(before)} to {String(after)}
          </span>
        ) : null}
      </div>
      {kind === 'moved' ? null : <Lines before={linesOf(before)} after={linesOf(after)} />}
    </>
  )
}

const marks = { added: '+', removed: '-', same: ' ' }

function Lines({ before, after }: { before: string; after: string }) {
  const rows = useMemo(() => pairRows(diffLines(before, after)), [before, after])
  return (
    <div className="border-t border-line bg-sunken py-1 font-mono text-meta leading-5">
      {rows.map((row, at) => (
        <div
          key={at}
          className={clsx(
            'flex pr-3',
            row.kind === 'added' && 'bg-diff-added',
            row.kind === 'removed' && 'bg-diff-removed',
            row.kind === 'same' && 'text-text-2',
          )}
        >
          <span aria-hidden className="w-6 shrink-0 text-center text-text-2 select-none">
            {marks[row.kind]}
          </span>
          <span className="min-w-0 break-words whitespace-pre-wrap">
            <span className="sr-only">{row.kind === 'same' ? '' : `${row.kind}: `}</span>
            {row.text}
          </span>
        </div>
      ))}
    </div>
  )
}

/** Text as it is; a list of texts as lines, which scripts are; anything else as JSON. */
function linesOf(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return `${value}\n`
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')) return `${value.join('\n')}\n`
  return `${JSON.stringify(value, null, 2)}\n`
}
