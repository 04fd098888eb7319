'use client'
import { ArrowDown, ArrowUp, CopyPlus, Plus, Spline, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { IconButton } from '#components/ui/icon-button'
import { entriesOf, memberOf } from '#lib/vocabulary/document-tree/tree'
import type { StepList } from '#lib/capabilities/documents/model/language/graph/steps'
import type { StepActions } from './step-actions'
import type { Workspace } from './use-workspace'

export interface OutlineProps {
  workspace: Workspace
  actions: StepActions
  onAdd: () => void
  onConnect: () => void
  disabled: boolean
}

interface Row {
  name: string
  action: string
  depth: number
  hasProblem: boolean
}

/** Everything that the graph can do, by keyboard. */
export function Outline({ workspace, actions, onAdd, onConnect, disabled }: OutlineProps) {
  const { good, read, selected } = workspace
  const rows = rowsOf(good.lists, read)
  const tree = useRef<HTMLDivElement>(null)
  const current = rows.find(({ name }) => name === selected) ?? rows[0]
  const parameters = entriesOf(memberOf(read.parsed?.root, 'parameters'))
  const go = (by: number) => {
    const next = rows[rows.findIndex((row) => row === current) + by]
    if (next) workspace.select(next.name)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const run = disabled ? undefined : keyOf(event, { actions, name: current?.name, go, onAdd, onConnect, workspace })
    if (!run) return
    event.preventDefault()
    run()
  }
  return (
    <section aria-label="Outline" className="flex h-full min-h-0 flex-col">
      <OutlineBar current={current?.name} actions={actions} onAdd={onAdd} onConnect={onConnect} disabled={disabled} />
      <div className="min-h-0 flex-1 overflow-y-auto p-1 text-body">
        {parameters.length > 0 ? (
          <>
            <h3 className="px-2 py-1 text-meta font-medium text-text-2">Parameters</h3>
            <ul>
              {parameters.map(({ key, keySpan }) => (
                <li key={keySpan.start}>
                  <button
                    type="button"
                    className="w-full truncate rounded-control px-2 py-0.5 text-left hover:bg-raised"
                    onClick={() => workspace.handle.current?.reveal({ start: keySpan.start, end: keySpan.start })}
                  >
                    {key}
                  </button>
                </li>
              ))}
            </ul>
          </>
        ) : null}
        <h3 id="outline-steps" className="px-2 py-1 text-meta font-medium text-text-2">
          Steps
        </h3>
        <div
          ref={tree}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- each step has more than a name; the focus stays on the list
          role="listbox"
          tabIndex={0}
          aria-labelledby="outline-steps"
          aria-activedescendant={current ? `outline-${current.name}` : undefined}
          onKeyDown={onKeyDown}
          className="rounded-control"
        >
          {rows.map((row, index) => (
            <div
              key={row.name}
              id={`outline-${row.name}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- each step has more than a name; the focus stays on the list
              role="option"
              tabIndex={-1}
              aria-selected={row === current}
              onClick={() => workspace.select(row.name)}
              onKeyDown={undefined}
              style={{ paddingInlineStart: `${0.5 + row.depth}rem` }}
              className={`flex min-h-7 cursor-default items-center gap-2 rounded-control pr-2 ${row === current ? 'bg-selected' : 'hover:bg-raised'}`}
            >
              <span className="tabular w-4 shrink-0 text-right text-meta text-text-3">{index + 1}</span>
              <span className="min-w-0 flex-1 truncate">{row.name}</span>
              {row.hasProblem ? <span className="text-meta text-bad">problem</span> : null}
              <span className="max-w-28 truncate text-meta text-text-3">{row.action.replace('aws:', '')}</span>
            </div>
          ))}
        </div>
        {rows.length === 0 ? <p className="px-2 py-1 text-text-3">No steps yet.</p> : null}
      </div>
    </section>
  )
}

interface Keyed {
  actions: StepActions
  name: string | undefined
  go: (by: number) => void
  onAdd: () => void
  onConnect: () => void
  workspace: Workspace
}

function keyOf(event: KeyboardEvent, { actions, name, go, onAdd, onConnect, workspace }: Keyed): (() => void) | undefined {
  const mod = event.ctrlKey || event.metaKey
  if (mod && event.key === 'z') return () => workspace.handle.current?.undo()
  if (mod && event.key === 'y') return () => workspace.handle.current?.redo()
  if (event.key === 'Insert' || event.key === '+') return onAdd
  if (event.key === 'ArrowDown' && !event.altKey) return () => go(1)
  if (event.key === 'ArrowUp' && !event.altKey) return () => go(-1)
  if (name === undefined) return undefined
  if (event.key === 'ArrowDown') return () => void actions.move(name, 1)
  if (event.key === 'ArrowUp') return () => void actions.move(name, -1)
  if (event.key === 'Delete') return () => void actions.remove(name)
  if (mod && event.key === 'd') return () => void actions.duplicate(name)
  if (event.key === 'c' && !mod) return onConnect
  if (event.key === 'Enter') return () => workspace.handle.current?.focus()
  return undefined
}

function OutlineBar({
  current,
  actions,
  onAdd,
  onConnect,
  disabled,
}: Omit<OutlineProps, 'workspace'> & { current: string | undefined }) {
  const none = disabled || current === undefined
  const on = (run: (name: string) => unknown) => () => void (current === undefined ? undefined : run(current))
  return (
    <div className="flex items-center gap-0.5 border-b border-line px-2 py-1">
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

function rowsOf(lists: readonly StepList[], { findings }: Workspace['read']): readonly Row[] {
  const isIn = (list: StepList): readonly Row[] => {
    const depth = depthOf(list)
    return list.steps.flatMap((step) => {
      const inner = lists.find(({ owner }) => owner === step)
      const hasProblem = findings.some(
        ({ severity, start }) => severity === 'error' && start >= step.node.start && start <= step.node.end,
      )
      const row = { name: step.name ?? '', action: step.action ?? '', depth, hasProblem }
      return [...(step.name === undefined ? [] : [row]), ...(inner ? isIn(inner) : [])]
    })
  }
  return lists[0] ? isIn(lists[0]) : []
}

function depthOf({ owner }: StepList): number {
  return owner ? 1 + depthOf(owner.list) : 0
}
