'use client'
import { ArrowDown, ArrowUp, CopyPlus, Plus, Spline, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { IconButton } from '#components/ui/icon-button'
import { StatusBadge } from '#components/ui/status-badge'
import { TextField } from '#components/ui/text-field'
import { entriesOf, memberOf } from '#lib/vocabulary/document-tree/tree'
import type { StepList } from '#lib/capabilities/documents/model/language/graph/steps'
import type { StepMarks } from './marks'
import { ProblemMark } from './problem-mark'
import type { StepActions } from './step-actions'
import { stepClipboard, stepKey } from './step-keys'
import type { Workspace } from './use-workspace'

export interface OutlineProps {
  workspace: Workspace
  actions: StepActions
  marks: StepMarks
  onAdd: () => void
  onConnect: () => void
  onFold: () => void
  disabled: boolean
}

interface Row {
  name: string
  action: string
  depth: number
  number: number
}

const findFrom = 15

/** Everything that the graph can do, by keyboard. */
export function Outline({ workspace, actions, marks, onAdd, onConnect, onFold, disabled }: OutlineProps) {
  const { good, read, selected } = workspace
  const [asked, setAsked] = useState('')
  const rows = useMemo(() => rowsOf(good.lists), [good])
  const shown =
    asked === '' ? rows : rows.filter(({ name, action }) => `${name} ${action}`.toLowerCase().includes(asked.toLowerCase()))
  const current = shown.find(({ name }) => name === selected) ?? shown[0]
  const list = useRef<HTMLDivElement>(null)
  const go = (by: number) => {
    const at = shown.findIndex((row) => row === current) + by
    const next = shown[Math.min(shown.length - 1, Math.max(0, at))]
    if (next) workspace.select(next.name)
  }
  useEffect(() => {
    if (current) list.current?.querySelector(`#${CSS.escape(`outline-${current.name}`)}`)?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const onKeyDown = (event: KeyboardEvent) => {
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length }[
      plain ? event.key : ''
    ]
    const run =
      steps === undefined
        ? stepKey(event, { workspace, actions, name: current?.name, disabled, onAdd, onConnect, onFold })
        : () => go(steps)
    if (!run) return
    event.preventDefault()
    run()
  }
  return (
    <section aria-label="Outline" className="flex h-full min-h-0 flex-col">
      <OutlineBar current={current?.name} actions={actions} onAdd={onAdd} onConnect={onConnect} disabled={disabled} />
      <div className="min-h-0 flex-1 overflow-y-auto p-1 text-body">
        <Parameters workspace={workspace} read={read} />
        <h3 id="outline-steps" className="px-2 py-1 text-meta font-medium text-text-2">
          Steps
        </h3>
        {rows.length > findFrom ? (
          <div className="px-1 pb-1">
            <TextField label="Find a step" hideLabel placeholder="Find a step" size="sm" value={asked} onChange={setAsked} />
          </div>
        ) : null}
        <div
          ref={list}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- each step has more than a name; the focus stays on the list
          role="listbox"
          tabIndex={0}
          aria-labelledby="outline-steps"
          aria-activedescendant={current ? `outline-${current.name}` : undefined}
          onKeyDown={onKeyDown}
          {...stepClipboard({ actions, name: current?.name, disabled })}
          className="rounded-control"
        >
          {shown.map((row) => (
            <OutlineRow key={row.name} row={row} isCurrent={row === current} marks={marks} onSelect={workspace.select} />
          ))}
        </div>
        {rows.length === 0 ? <p className="px-2 py-1 text-text-3">No steps yet.</p> : null}
        {rows.length > 0 && shown.length === 0 ? <p className="px-2 py-1 text-text-3">No step has these words.</p> : null}
      </div>
    </section>
  )
}

function Parameters({ workspace, read }: { workspace: Workspace; read: Workspace['read'] }) {
  const parameters = entriesOf(memberOf(read.parsed?.root, 'parameters'))
  if (parameters.length === 0) return null
  return (
    <>
      <h3 className="px-2 py-1 text-meta font-medium text-text-2">Parameters</h3>
      <ul>
        {parameters.map(({ key, keySpan }) => (
          <li key={keySpan.start}>
            <button
              type="button"
              className="min-h-6 w-full truncate rounded-control px-2 py-0.5 text-left hover:bg-raised"
              onClick={() => workspace.handle.current?.reveal({ start: keySpan.start, end: keySpan.start })}
            >
              {key}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

interface OutlineRowProps {
  row: Row
  isCurrent: boolean
  marks: StepMarks
  onSelect: (name: string) => void
}

function OutlineRow({ row, isCurrent, marks, onSelect }: OutlineRowProps) {
  const status = marks.statuses.get(row.name)
  return (
    <div
      id={`outline-${row.name}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- each step has more than a name; the focus stays on the list
      role="option"
      tabIndex={-1}
      aria-selected={isCurrent}
      onClick={() => onSelect(row.name)}
      onKeyDown={undefined}
      style={{ paddingInlineStart: `${0.5 + row.depth}rem` }}
      className={`flex min-h-7 cursor-default items-center gap-2 rounded-control pr-2 ${isCurrent ? 'bg-selected' : 'hover:bg-raised'}`}
    >
      <span className="tabular w-4 shrink-0 text-right text-meta text-text-3">{row.number}</span>
      <span className="min-w-0 flex-auto truncate">{row.name}</span>
      {marks.problems.has(row.name) ? <ProblemMark /> : null}
      {status === undefined ? null : <StatusBadge kind="invocation" value={status} />}
      <span className="max-w-28 truncate text-meta text-text-3">{row.action.replace('aws:', '')}</span>
    </div>
  )
}

function OutlineBar({
  current,
  actions,
  onAdd,
  onConnect,
  disabled,
}: Omit<OutlineProps, 'workspace' | 'marks' | 'onFold'> & { current: string | undefined }) {
  const none = disabled || current === undefined
  const on = (run: (name: string) => unknown) => () => void (current === undefined ? undefined : run(current))
  return (
    <div className="flex flex-wrap items-center gap-0.5 border-b border-line px-2 py-1">
      <h2 className="mr-auto text-body font-medium">Outline</h2>
      <IconButton
        label="Add a step"
        size="sm"
        keyHint="Insert"
        disabled={disabled}
        onClick={onAdd}
        icon={<Plus aria-hidden size={16} />}
      />
      <IconButton
        label="Move up"
        size="sm"
        keyHint="Alt+ArrowUp"
        disabled={none}
        onClick={on((name) => actions.move(name, -1))}
        icon={<ArrowUp aria-hidden size={16} />}
      />
      <IconButton
        label="Move down"
        size="sm"
        keyHint="Alt+ArrowDown"
        disabled={none}
        onClick={on((name) => actions.move(name, 1))}
        icon={<ArrowDown aria-hidden size={16} />}
      />
      <IconButton
        label="Duplicate"
        size="sm"
        keyHint="Mod+d"
        disabled={none}
        onClick={on(actions.duplicate)}
        icon={<CopyPlus aria-hidden size={16} />}
      />
      <IconButton
        label="Connect"
        size="sm"
        keyHint="c"
        disabled={none}
        onClick={onConnect}
        icon={<Spline aria-hidden size={16} />}
      />
      <IconButton
        label="Delete"
        size="sm"
        keyHint="Delete"
        disabled={none}
        onClick={on(actions.remove)}
        icon={<Trash2 aria-hidden size={16} />}
      />
    </div>
  )
}

function rowsOf(lists: readonly StepList[]): readonly Row[] {
  const inside = new Map(lists.map((list) => [list.owner, list]))
  const rows: Row[] = []
  const add = (list: StepList, depth: number) => {
    for (const step of list.steps) {
      const { name, action = '' } = step
      if (name !== undefined) rows.push({ name, action, depth, number: rows.length + 1 })
      const inner = inside.get(step)
      if (inner) add(inner, depth + 1)
    }
  }
  if (lists[0]) add(lists[0], 0)
  return rows
}
