'use client'
import { lazy, Suspense, useState } from 'react'
import { Segmented } from '#components/ui/tabs'
import { Button } from '#components/ui/button'
import type { StepActions } from '../step-actions'
import type { Workspace } from '../use-workspace'
import { endId } from './layout-graph'

const FlowGraph = lazy(() => import('./flow-graph').then((module) => ({ default: module.FlowGraph })))

export interface GraphPanelProps {
  workspace: Workspace
  actions: StepActions
  onAdd: () => void
  disabled: boolean
}

const draws = [
  { value: 'next', label: 'Next' },
  { value: 'failure', label: 'On failure' },
  { value: 'cancel', label: 'On cancel' },
]

export function GraphPanel({ workspace, actions, onAdd, disabled }: GraphPanelProps) {
  const [draw, setDraw] = useState('next')
  const { good, read, selected } = workspace
  const stopped = read.graph?.stoppedAt
  const connect = (from: string, to: string) => {
    if (to === endId) return void actions.connect(from, { kind: 'end' })
    if (draw === 'failure') return void actions.connect(from, { kind: 'failure', to })
    if (draw === 'cancel') return void actions.connect(from, { kind: 'cancel', to })
    actions.connect(from, { kind: 'next', to })
  }
  const nothing = disabled || selected === undefined
  return (
    <section aria-label="Graph" className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-1 border-b border-line px-2 py-1">
        <h2 className="mr-auto text-body font-medium">Graph</h2>
        {read.family === 'automation' ? (
          <Segmented label="A drawn line means" value={draw} onChange={setDraw} options={draws} />
        ) : null}
        <Button size="sm" disabled={disabled} onClick={onAdd}>
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
      <div className="min-h-0 flex-1">
        {good.graph ? (
          <Suspense>
            <FlowGraph
              graph={good.graph}
              selected={selected}
              isStale={stopped !== undefined}
              disabled={disabled || read.family !== 'automation'}
              onSelect={workspace.select}
              onDelete={actions.remove}
              onConnect={connect}
            />
          </Suspense>
        ) : null}
      </div>
    </section>
  )
}
