'use client'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { ChevronsDownUp, ChevronsUpDown, Repeat } from 'lucide-react'
import { createContext, useContext } from 'react'
import { StatusBadge } from '#components/ui/status-badge'
import type { StepMarks } from '../marks'
import { ProblemMark } from '../problem-mark'
import type { StepNode } from './flow-elements'
import type { Folds } from './use-folds'

/** Beside the graph, so that it is not laid out anew for them. */
export const Marks = createContext<StepMarks>({ problems: new Set(), statuses: new Map() })

/** What of the steps is folded; undefined where nothing can be. */
export const FoldsOfGraph = createContext<Folds | undefined>(undefined)

const port = '!size-2.5 !border-line-strong !bg-surface'
const look = (selected: boolean) => (selected ? 'border-accent outline-2 outline-focus' : 'border-line-strong')

export const nodeTypes = { step: Step, frame: Frame, terminal: Terminal }

function Step({ id, data, selected }: NodeProps<StepNode>) {
  return (
    <div className={`flex h-full w-full flex-col justify-center rounded-card border bg-surface px-3 text-left ${look(selected)}`}>
      <Handle type="target" position={Position.Top} className={port} />
      <Words id={id} data={data} />
      <Handle type="source" position={Position.Bottom} className={port} />
    </div>
  )
}

/** A loop: its head, and room for its steps. */
function Frame({ id, data, selected }: NodeProps<StepNode>) {
  return (
    <div className={`h-full w-full rounded-card border border-dashed bg-sunken/60 ${look(selected)}`}>
      <Handle type="target" position={Position.Top} className={port} />
      <div className="flex h-13 flex-col justify-center rounded-t-card border-b border-line bg-surface px-3 text-left">
        <Words id={id} data={data} />
      </div>
      {/* Edges without a name of a handle take the first one. */}
      <Handle type="source" position={Position.Bottom} className={port} />
      <Handle
        id="inside"
        type="source"
        position={Position.Bottom}
        isConnectable={false}
        className="!bottom-auto !border-0 !bg-transparent"
        style={{ top: 50 }}
      />
    </div>
  )
}

function Words({ id, data }: { id: string; data: StepNode['data'] }) {
  const { problems, statuses } = useContext(Marks)
  const folds = useContext(FoldsOfGraph)
  const status = statuses.get(data.label)
  const hidden = folds?.closed.has(id) ? (folds.regions.get(id) ?? []) : []
  return (
    <>
      <span className="flex items-center gap-1">
        {data.repeats === undefined ? null : <Repeat aria-hidden size={14} className="shrink-0 text-text-2" />}
        <span className="min-w-0 flex-1 truncate text-body font-medium text-text">{data.label}</span>
        {[data.label, ...hidden].some((name) => problems.has(name)) ? <ProblemMark /> : null}
        {status === undefined ? null : <StatusBadge kind="invocation" value={status} />}
        {folds?.regions.has(id) ? <FoldButton id={id} folds={folds} /> : null}
      </span>
      <span className="truncate text-meta text-text-2">
        {hidden.length === 0 ? '' : `${stepsOf(hidden.length)} folded, `}
        {data.repeats ?? data.action.replace('aws:', '')}
      </span>
    </>
  )
}

function FoldButton({ id, folds }: { id: string; folds: Folds }) {
  const isClosed = folds.closed.has(id)
  const Icon = isClosed ? ChevronsUpDown : ChevronsDownUp
  const label = `${isClosed ? 'Unfold' : 'Fold'} ${id}: ${stepsOf(folds.regions.get(id)?.length ?? 0)}`
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      aria-expanded={!isClosed}
      title={`${label} (f)`}
      onClick={(event) => {
        event.stopPropagation()
        folds.toggle(id)
      }}
      className="nodrag nopan -mr-1.5 flex size-6 shrink-0 items-center justify-center rounded-control text-text-2 hover:bg-raised hover:text-text"
    >
      <Icon aria-hidden size={14} />
    </button>
  )
}

function stepsOf(count: number): string {
  return count === 1 ? '1 step' : `${count} steps`
}

function Terminal({ data }: NodeProps<StepNode>) {
  return (
    <div className="flex h-full w-full items-center justify-center">
      {data.label === 'Start' ? null : <Handle type="target" position={Position.Top} className={port} />}
      <span className="rounded-full border border-line-strong bg-raised px-3 py-0.5 text-meta text-text-2">{data.label}</span>
      {data.label === 'Start' ? <Handle type="source" position={Position.Bottom} className={port} isConnectable={false} /> : null}
    </div>
  )
}
