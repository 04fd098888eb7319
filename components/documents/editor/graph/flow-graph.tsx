'use client'
import '@xyflow/react/dist/style.css'
import {
  Background,
  type Connection as Drawn,
  Controls,
  Handle,
  type NodeProps,
  type Node,
  Position,
  ReactFlow,
} from '@xyflow/react'
import { type CSSProperties, useMemo } from 'react'
import type { StepGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'
import { flowEdges, flowNodes, type StepData } from './flow-elements'

export interface FlowGraphProps {
  graph: StepGraph
  selected: string | undefined
  isStale: boolean
  disabled: boolean
  onSelect: (name: string) => void
  onDelete: (name: string) => void
  onConnect: (from: string, to: string) => void
}

const colours = {
  '--xy-edge-stroke': 'var(--line-strong)',
  '--xy-edge-label-background-color': 'var(--surface)',
  '--xy-edge-label-color': 'var(--text-2)',
  '--xy-background-color': 'var(--surface)',
  '--xy-background-pattern-color': 'var(--line)',
  '--xy-controls-button-background-color': 'var(--surface)',
  '--xy-controls-button-background-color-hover': 'var(--raised)',
  '--xy-controls-button-color': 'var(--text)',
  '--xy-controls-button-color-hover': 'var(--text)',
  '--xy-controls-button-border-color': 'var(--line)',
}

const nodeTypes = { step: StepNode, 'edge-of-graph': EndNode }

/** Drawn from the text; places are computed and never kept. */
export function FlowGraph({ graph, selected, isStale, disabled, onSelect, onDelete, onConnect }: FlowGraphProps) {
  const nodes = useMemo(() => flowNodes(graph, selected), [graph, selected])
  const edges = useMemo(() => flowEdges(graph), [graph])
  const connect = ({ source, target }: Drawn) => onConnect(source, target)
  return (
    <ReactFlow
      className={isStale ? 'opacity-50' : ''}
      aria-label="Graph of the steps"
      style={colours as CSSProperties}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      // Only what a person chooses comes this way, not what the cursor of the text chose: or the two would chase each other.
      onNodesChange={(changes) => {
        const chosen = changes.find((change) => change.type === 'select' && change.selected)
        if (chosen?.type === 'select' && chosen.id !== selected) onSelect(chosen.id)
      }}
      onBeforeDelete={async ({ nodes: [chosen] }) => {
        if (chosen && !disabled) onDelete(chosen.id)
        return false
      }}
      onConnect={connect}
      deleteKeyCode="Delete"
      nodesDraggable={false}
      nodesConnectable={!disabled}
      multiSelectionKeyCode={null}
      onlyRenderVisibleElements={graph.nodes.length > 60}
      minZoom={0.1}
      maxZoom={1.5}
      fitView
      fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
      proOptions={{ hideAttribution: true }}
    >
      <Background />
      <Controls showInteractive={false} />
    </ReactFlow>
  )
}

const port = '!size-2.5 !border-line-strong !bg-surface'

function StepNode({ data }: NodeProps<Node<StepData>>) {
  return (
    <div
      className={`flex h-full w-full flex-col justify-center rounded-card border bg-surface px-3 text-left ${data.isSelected ? 'border-accent outline-2 outline-focus' : 'border-line-strong'}`}
    >
      <Handle type="target" position={Position.Top} className={port} />
      <span className="truncate text-body font-medium text-text">{data.label}</span>
      <span className="truncate text-meta text-text-2">
        {data.action.replace('aws:', '')}
        {data.loop === undefined ? '' : `, in ${data.loop}`}
      </span>
      <Handle type="source" position={Position.Bottom} className={port} />
    </div>
  )
}

function EndNode({ data }: NodeProps<Node<StepData>>) {
  return (
    <div className="flex h-full w-full items-center justify-center">
      {data.label === 'End' ? <Handle type="target" position={Position.Top} className={port} /> : null}
      <span className="rounded-full border border-line-strong bg-raised px-4 py-1 text-meta text-text-2">{data.label}</span>
      {data.label === 'Start' ? <Handle type="source" position={Position.Bottom} className={port} isConnectable={false} /> : null}
    </div>
  )
}
