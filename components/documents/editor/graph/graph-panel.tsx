'use client'
import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react'
import { Segmented } from '#components/ui/tabs'
import { Button } from '#components/ui/button'
import type { EdgeName } from '#lib/capabilities/documents/model/language/edit/edge-edits'
import type { Connection } from '#lib/capabilities/documents/model/language/edit/set-value'
import type { StepGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'
import type { StepMarks } from '../marks'
import { actionsOf } from '../read-document'
import { type StepActions, stepOf, type StepPlace } from '../step-actions'
import { stepClipboard, stepKey } from '../step-keys'
import type { Workspace } from '../use-workspace'
import type { Folds } from './use-folds'

const FlowGraph = lazy(() => import('./flow-graph').then((module) => ({ default: module.FlowGraph })))

export interface GraphPanelProps {
  workspace: Workspace
  actions: StepActions
  marks: StepMarks
  folds: Folds | undefined
  onAdd: (place?: StepPlace) => void
  /** `to`: where a line was drawn to, whose meaning is still to be said. */
  onConnect: (from: string, to?: string) => void
  disabled: boolean
}

const draws = [
  { value: 'next', label: 'Next' },
  { value: 'failure', label: 'On failure' },
  { value: 'cancel', label: 'On cancel' },
]

export function GraphPanel({ workspace, actions, marks, folds, onAdd, onConnect, disabled }: GraphPanelProps) {
  const [draw, setDraw] = useState('next')
  const canvas = useRef<HTMLDivElement>(null)
  const { read, selected } = workspace
  const standIn = folds?.standIn.get(idOf(workspace.good.graph, selected) ?? '')
  const shown = standIn === undefined ? selected : folds?.graph.nodes.find(({ id }) => id === standIn)?.name
  const stopped = read.graph?.stoppedAt
  const isRunbook = read.family === 'automation'
  const connect = (from: string, to: string | undefined) => {
    const isBranch = stepOf(read, from)?.action === 'aws:branch'
    if (isBranch && draw === 'next' && to !== undefined) return onConnect(from, to)
    if (to === undefined) return void actions.connect(from, { kind: 'end' })
    if (draw === 'failure') return void actions.connect(from, { kind: 'failure', to })
    if (draw === 'cancel') return void actions.connect(from, { kind: 'cancel', to })
    actions.connect(from, { kind: 'next', to })
  }
  const reconnect = (edge: EdgeName, to: string | undefined) => {
    const connection = connectionTo(edge, to)
    if (edge.from !== undefined && connection) actions.connect(edge.from, connection)
  }
  const nothing = disabled || selected === undefined
  const onKeyDown = (event: KeyboardEvent) => {
    const focused = focusedStep(event)
    const run =
      walk(event, { graph: folds?.graph, selected: shown, canvas: canvas.current, select: workspace.select }) ??
      stepKey(event, {
        workspace,
        actions,
        name: selected,
        disabled,
        onAdd: () => onAdd(),
        onConnect: () => (selected === undefined ? undefined : onConnect(selected)),
        onFold: () => (focused === undefined ? folds?.toggleStep(selected) : folds?.toggle(focused)),
      })
    if (!run || event.defaultPrevented || (event.target as Element).closest('button, input')) return
    event.preventDefault()
    run()
  }
  return (
    <section aria-label="Graph" className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-1 border-b border-line px-2 py-1">
        <h2 className="mr-auto text-body font-medium">Graph</h2>
        {isRunbook ? <Segmented label="A drawn line means" value={draw} onChange={setDraw} options={draws} /> : null}
        {folds && folds.regions.size > 0 ? (
          <Button size="sm" onClick={() => folds.setAll(folds.closed.size === 0)}>
            {folds.closed.size === 0 ? 'Fold all' : 'Unfold all'}
          </Button>
        ) : null}
        <Button size="sm" disabled={disabled} onClick={() => onAdd()}>
          Add step
        </Button>
        <Button size="sm" disabled={nothing} onClick={() => selected && actions.duplicate(selected)}>
          Duplicate
        </Button>
        <Button size="sm" disabled={nothing} onClick={() => selected && actions.remove(selected)}>
          Delete
        </Button>
      </div>
      {stopped ? (
        <output className="block border-b border-line bg-bad-soft px-3 py-1 text-body text-text">
          The text does not read from line {stopped.line} on: {stopped.message} This is how it last was.
        </output>
      ) : null}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the steps in it have the focus */}
      <div
        ref={canvas}
        className="min-h-0 flex-1"
        onKeyDown={onKeyDown}
        {...stepClipboard({ actions, name: selected, disabled })}
      >
        {folds && workspace.isReady ? (
          <Suspense>
            <FlowGraph
              folds={folds}
              selected={shown}
              marks={marks}
              isStale={stopped !== undefined}
              disabled={disabled || stopped !== undefined}
              canConnect={isRunbook}
              onSelect={workspace.select}
              onConnect={connect}
              onReconnect={reconnect}
              onCut={actions.cut}
              onAddOnEdge={(edge) => onAdd({ edge })}
              onDropAction={(name, place) => {
                const action = read.family && actionsOf(read.family).find((known) => known.name === name)
                if (action) actions.add(action, place)
              }}
              onMove={actions.moveTo}
            />
          </Suspense>
        ) : null}
      </div>
    </section>
  )
}

function idOf(graph: StepGraph | undefined, name: string | undefined): string | undefined {
  return graph?.nodes.find((node) => node.name === name)?.id
}

function connectionTo({ kind, choice }: EdgeName, to: string | undefined): Connection | undefined {
  if (kind === 'next') return to === undefined ? { kind: 'end' } : { kind, to }
  if (to === undefined) return undefined
  return kind === 'choice' ? { kind, index: choice ?? 0, to } : { kind, to }
}

function focusedStep(event: KeyboardEvent): string | undefined {
  return (event.target as Element).closest('[data-id]')?.getAttribute('data-id') ?? undefined
}

interface Walk {
  graph: StepGraph | undefined
  selected: string | undefined
  canvas: HTMLElement | null
  select: (name: string) => void
}

/** Arrows follow the edges: down to the next step, up to the one before, sideways to other ways from there. */
function walk(event: KeyboardEvent, { graph, selected, canvas, select }: Walk): (() => void) | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined
  const focused = focusedStep(event)
  const at = graph?.nodes.find(({ id, name }) => (focused === undefined ? name === selected : id === focused))
  const to = graph && at ? stepBeside(event.key, graph, at.id) : undefined
  const next = graph?.nodes.find(({ id }) => id === to)
  if (!next) return undefined
  return () => {
    select(next.name)
    canvas?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next.id)}"]`)?.focus()
  }
}

function stepBeside(key: string, { edges, nodes }: StepGraph, id: string): string | undefined {
  const out = edges.filter(({ from, to }) => from === id && to !== undefined && to !== 'end').map(({ to }) => to)
  const before = edges.find(({ to }) => to === id)?.from ?? nodes.find((node) => node.id === id)?.loop
  const inside = nodes.find(({ loop }) => loop === id)?.id
  if (key === ' ') return id
  if (key === 'ArrowDown') return inside ?? out[0]
  if (key === 'ArrowUp') return before
  const beside = edges.filter(({ from, to }) => from === before && to !== 'end').flatMap(({ to }) => to ?? [])
  const place = beside.indexOf(id)
  if (key === 'ArrowRight') return beside[place + 1] ?? (inside === undefined ? undefined : out[0])
  return key === 'ArrowLeft' ? beside[place - 1] : undefined
}
