'use client'
import { clsx } from 'clsx'
import { diffLines, diffWordsWithSpace } from 'diff'
import { useMemo, useRef, useState } from 'react'
import { ChangeStepper, useChangeSteps } from './change-steps'
import { CopyButton } from './copy-button'
import { changeStarts, type DiffLine, type Fold, foldUnchanged, pairRows, type SidePair, sideBySide } from './diff-rows'
import { Segmented } from './tabs'
import { usePreference } from './use-preference'
import { numberText } from './number-text'

export interface DiffViewProps {
  before: string
  after: string
  label: string
  /** Said over each side and on its copy button. */
  names?: readonly [before: string, after: string] | undefined
  /** Unchanged lines kept around a change. */
  context?: number | undefined
}

const marks = { added: '+', removed: '-', same: ' ' }
const modes = [
  { value: 'side', label: 'Side by side' },
  { value: 'inline', label: 'Inline' },
]

/** What differs, word by word: side by side or inline, with unchanged parts folded. `n` and `p` move between changes. */
export function DiffView({ before, after, label, names = ['Before', 'After'], context = 3 }: DiffViewProps) {
  const [mode, setMode] = usePreference('qd-diff-mode', 'side')
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const lines = useMemo(() => pairRows(diffLines(before, after)), [before, after])
  const pairs = useMemo((): SidePair[] => {
    const rows = foldUnchanged(lines, context, opened)
    return mode === 'side' ? sideBySide(rows) : rows.map((row) => (row.kind === 'fold' ? row : inlinePair(row)))
  }, [lines, context, opened, mode])
  const starts = useMemo(() => changeStarts(pairs.map(isChange)), [pairs])
  const scroller = useRef<HTMLDivElement>(null)
  const changes = useChangeSteps(starts.length, (index) =>
    scroller.current?.querySelector(`[data-row="${starts[index]}"]`)?.scrollIntoView({ block: 'nearest' }),
  )
  if (before === after) return <p className="text-body text-text-3">No difference</p>
  return (
    <section aria-label={label} className="flex min-h-0 flex-col overflow-hidden rounded-control border border-line bg-sunken">
      <div className="flex flex-wrap items-center gap-2 border-b border-line bg-surface px-2 py-1.5">
        <Segmented label="Layout of the difference" value={mode} onChange={setMode} options={modes} />
        <span className="ml-auto flex items-center">
          <ChangeStepper {...changes} />
          <CopyButton text={before} label={`Copy ${names[0]}`} />
          <CopyButton text={after} label={`Copy ${names[1]}`} />
        </span>
      </div>
      {mode === 'side' ? (
        <div className="grid grid-cols-2 border-b border-line text-meta text-text-2">
          <span className="truncate px-3 py-1">{names[0]}</span>
          <span className="truncate border-l border-line px-3 py-1">{names[1]}</span>
        </div>
      ) : null}
      <div
        ref={scroller}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[28rem] min-h-0 overflow-auto font-mono text-meta leading-5 focus-visible:-outline-offset-2"
      >
        {pairs.map((pair, at) => (
          <div
            key={at}
            data-row={at}
            className={clsx('scroll-my-8', starts[changes.at ?? -1] === at && 'outline-1 -outline-offset-1 outline-accent')}
          >
            {'lines' in pair ? (
              <Folded fold={pair} onOpen={() => setOpened(new Set([...opened, pair.from]))} />
            ) : mode === 'side' ? (
              <div className="grid grid-cols-2">
                <Side line={pair.left} />
                <Side line={pair.right} divided />
              </div>
            ) : (
              <Side line={pair.left ?? pair.right} />
            )}
          </div>
        ))}
      </div>
    </section>
  )
}

function inlinePair(line: DiffLine): SidePair {
  return { left: line, right: undefined }
}

function isChange(pair: SidePair): boolean {
  return !('lines' in pair) && (pair.left ?? pair.right)?.kind !== 'same'
}

function Folded({ fold, onOpen }: { fold: Fold; onOpen: () => void }) {
  const { length } = fold.lines
  return (
    <button
      type="button"
      onClick={onOpen}
      className="w-full border-y border-line bg-raised px-3 text-left font-sans text-text-3 hover:text-text"
    >
      {length === 1 ? '1 line is the same' : `${numberText(length)} lines are the same`}, show
    </button>
  )
}

function Side({ line, divided }: { line: DiffLine | undefined; divided?: boolean }) {
  return (
    <div
      className={clsx(
        'flex min-w-0 pr-3',
        divided && 'border-l border-line',
        line === undefined && 'bg-raised',
        line?.kind === 'added' && 'bg-diff-added',
        line?.kind === 'removed' && 'bg-diff-removed',
      )}
    >
      <span aria-hidden className="w-6 shrink-0 text-center text-text-2 select-none">
        {line ? marks[line.kind] : ''}
      </span>
      {line ? (
        <span className="min-w-0 break-words whitespace-pre-wrap">
          <span className="sr-only">{line.kind === 'same' ? '' : `${line.kind}: `}</span>
          {line.partner === undefined ? line.text : <Words line={line} partner={line.partner} />}
        </span>
      ) : null}
    </div>
  )
}

function Words({ line, partner }: { line: DiffLine; partner: string }) {
  const isRemoved = line.kind === 'removed'
  const [before, after] = isRemoved ? [line.text, partner] : [partner, line.text]
  return diffWordsWithSpace(before, after)
    .filter((part) => (isRemoved ? !part.added : !part.removed))
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
