'use client'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { Repeat } from 'lucide-react'
import { createContext, useContext } from 'react'
import { StatusBadge } from '#components/ui/status-badge'
import type { StepMarks } from '../marks'
import { ProblemMark } from '../problem-mark'
import type { StepNode } from './flow-elements'

/** Beside the graph, so that it is not laid out anew for them. */
export const Marks = createContext<StepMarks>({ problems: new Set(), statuses: new Map() })

const port = '!size-2.5 !border-line-strong !bg-surface'
const look = (selected: boolean) => (selected ? 'border-accent outline-2 outline-focus' : 'border-line-strong')

export const nodeTypes = { step: Step, frame: Frame, terminal: Terminal }

function Step({ data, selected }: NodeProps<StepNode>) {
  return (
    <div className={`flex h-full w-full flex-col justify-center rounded-card border bg-surface px-3 text-left ${look(selected)}`}>
      <Handle type="target" position={Position.Top} className={port} />
      <Words data={data} />
      <Handle type="source" position={Position.Bottom} className={port} />
    </div>
  )
}

/** A loop: its head, and room for its steps. */
function Frame({ data, selected }: NodeProps<StepNode>) {
  return (
    <div className={`h-full w-full rounded-card border border-dashed bg-sunken/60 ${look(selected)}`}>
      <Handle type="target" position={Position.Top} className={port} />
      <div className="flex h-13 flex-col justify-center rounded-t-card border-b border-line bg-surface px-3 text-left">
        <Words data={data} />
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

function Words({ data }: { data: StepNode['data'] }) {
  const { problems, statuses } = useContext(Marks)
  const status = statuses.get(data.label)
  return (
    <>
      <span className="flex items-center gap-1">
        {data.repeats === undefined ? null : <Repeat aria-hidden size={14} className="shrink-0 text-text-2" />}
        <span className="min-w-0 flex-1 truncate text-body font-medium text-text">{data.label}</span>
        {problems.has(data.label) ? <ProblemMark /> : null}
        {status === undefined ? null : <StatusBadge kind="invocation" value={status} />}
      </span>
      <span className="truncate text-meta text-text-2">{data.repeats ?? data.action.replace('aws:', '')}</span>
    </>
  )
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
