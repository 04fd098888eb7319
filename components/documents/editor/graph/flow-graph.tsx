'use client'
import '@xyflow/react/dist/style.css'
import {
  Background,
  type Connection as Drawn,
  Controls,
  MiniMap,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react'
import { type CSSProperties, type DragEvent, useMemo, useRef, useState } from 'react'
import type { EdgeName } from '#lib/capabilities/documents/model/language/edit/edge-edits'
import type { StepGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'
import { draggedAction } from '../dragged-action'
import type { StepMarks } from '../marks'
import { flowEdges, flowNodes, type StepEdge, type StepNode } from './flow-elements'
import { endIdOf, layoutGraph } from './layout-graph'
import { markSlot, slotAt } from './slots'
import { Marks, nodeTypes } from './step-nodes'
import { AddOnEdge, WayEdge } from './way-edge'

export interface FlowGraphProps {
  graph: StepGraph
  selected: string | undefined
  marks: StepMarks
  isStale: boolean
  disabled: boolean
  /** Where steps lead can be drawn: in runbooks. */
  canConnect: boolean
  onSelect: (name: string) => void
  /** `to` undefined is the end. */
  onConnect: (from: string, to: string | undefined) => void
  onReconnect: (edge: EdgeName, to: string | undefined) => void
  onCut: (edge: EdgeName) => void
  onAddOnEdge: (edge: EdgeName) => void
  onDropAction: (action: string, at: { edge?: EdgeName | undefined; after?: string | undefined }) => void
  onMove: (name: string, edge: EdgeName) => void
}

const colours = {
  '--xy-edge-stroke': 'var(--line-strong)',
  '--xy-background-color': 'var(--surface)',
  '--xy-background-pattern-color': 'var(--line)',
  '--xy-minimap-background-color': 'var(--raised)',
  '--xy-minimap-mask-background-color': 'color-mix(in srgb, var(--canvas) 60%, transparent)',
  '--xy-minimap-node-background-color': 'var(--line-strong)',
  '--xy-controls-button-background-color': 'var(--surface)',
  '--xy-controls-button-background-color-hover': 'var(--raised)',
  '--xy-controls-button-color': 'var(--text)',
  '--xy-controls-button-color-hover': 'var(--text)',
  '--xy-controls-button-border-color': 'var(--line)',
}

const edgeTypes = { way: WayEdge }
const mapFrom = 30

/** Drawn from the text; places are computed and never kept. */
export function FlowGraph(props: FlowGraphProps) {
  const { graph, selected, marks, isStale, disabled, canConnect } = props
  const canvas = useRef<HTMLDivElement>(null)
  const { nodes, edges, onNodesChange, release } = useElements(props)
  const [edge, setEdge] = useState<string>()
  const shown = useMemo(() => edges.map((one) => (one.id === edge ? { ...one, selected: true } : one)), [edges, edge])
  const nameOf = (id: string) => graph.nodes.find((node) => node.id === id)?.name
  const drop = (event: DragEvent) => {
    const action = draggedAction(event)
    if (action === undefined || disabled || !canvas.current) return
    event.preventDefault()
    markSlot(canvas.current, undefined)
    const over = (event.target as Element).closest('.react-flow__node')?.getAttribute('data-id')
    props.onDropAction(action, { edge: slotAt(canvas.current, event), after: over ? nameOf(over) : undefined })
  }
  const connect = ({ source, target }: Drawn) => {
    const from = nameOf(source)
    if (from !== undefined) props.onConnect(from, nameOf(target))
  }
  return (
    <Marks value={marks}>
      <AddOnEdge value={disabled ? undefined : props.onAddOnEdge}>
        <ReactFlowProvider>
          <ReactFlow<StepNode, StepEdge>
            ref={canvas}
            className={isStale ? 'opacity-50' : ''}
            aria-label="Graph of the steps"
            style={colours as CSSProperties}
            nodes={nodes}
            edges={shown}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onNodesChange={onNodesChange}
            onNodeClick={(_event, node) => {
              const name = nameOf(node.id)
              if (name !== undefined && name !== selected) props.onSelect(name)
            }}
            onEdgeClick={(_event, clicked) => setEdge(clicked.id)}
            onPaneClick={() => setEdge(undefined)}
            onKeyDown={(event) => {
              const chosen = edges.find(({ id }) => id === edge)?.data?.slot
              if (event.key !== 'Delete' || !chosen || disabled) return
              event.stopPropagation()
              setEdge(undefined)
              props.onCut(chosen)
            }}
            onNodeDrag={(event) => canvas.current && 'clientX' in event && markSlot(canvas.current, event)}
            onNodeDragStop={(event, node) => {
              release()
              const name = nameOf(node.id)
              if (!canvas.current || !('clientX' in event) || name === undefined) return
              const slot = slotAt(canvas.current, event)
              markSlot(canvas.current, undefined)
              if (slot && slot.from !== name) props.onMove(name, slot)
            }}
            onDragOver={(event) => {
              if (draggedAction(event) === undefined || disabled || !canvas.current) return
              event.preventDefault()
              markSlot(canvas.current, event)
            }}
            onDragLeave={() => canvas.current && markSlot(canvas.current, undefined)}
            onDrop={drop}
            onConnect={connect}
            onReconnect={(old, { source, target }) => {
              const slot = old.data?.slot
              if (slot && source === old.source) props.onReconnect(slot, nameOf(target))
            }}
            isValidConnection={({ source, target }) => isInOneList(graph, source, target)}
            deleteKeyCode={null}
            disableKeyboardA11y
            nodesDraggable={!disabled}
            nodeDragThreshold={6}
            nodesConnectable={!disabled && canConnect}
            edgesReconnectable={!disabled && canConnect}
            elevateNodesOnSelect={false}
            multiSelectionKeyCode={null}
            selectionKeyCode={null}
            onlyRenderVisibleElements={graph.nodes.length > 60}
            minZoom={0.1}
            maxZoom={1.5}
            fitView
            fitViewOptions={{ maxZoom: 1, minZoom: 0.4, padding: 0.1 }}
            proOptions={{ hideAttribution: true }}
          >
            <Background />
            <Controls showInteractive={false} />
            {graph.nodes.length > mapFrom ? <MiniMap pannable zoomable ariaLabel="Map of the graph" /> : null}
          </ReactFlow>
        </ReactFlowProvider>
      </AddOnEdge>
    </Marks>
  )
}

function isInOneList({ nodes }: StepGraph, source: string, target: string): boolean {
  const from = nodes.find(({ id }) => id === source)
  const to = nodes.find(({ id }) => id === target)
  return from !== undefined && (to ? to.loop === from.loop : target === endIdOf(from.loop))
}

/** Places come from the layout; only while a step is dragged it is where the pointer is. */
function useElements({ graph, selected }: FlowGraphProps) {
  const [dragged, setDragged] = useState<{ id: string; position: { x: number; y: number } }>()
  const layout = useMemo(() => layoutGraph(graph), [graph])
  const placed = useMemo(() => flowNodes(graph, layout), [graph, layout])
  const edges = useMemo(() => flowEdges(graph, layout), [graph, layout])
  const nodes = useMemo(() => {
    const isChosen = ({ data, type }: StepNode) => type !== 'terminal' && data.label === selected
    return placed.map((node) => {
      const position = node.id === dragged?.id ? dragged.position : node.position
      return isChosen(node) || position !== node.position ? { ...node, position, selected: isChosen(node) } : node
    })
  }, [placed, selected, dragged])
  const onNodesChange = (changes: NodeChange<StepNode>[]) => {
    for (const change of changes)
      if (change.type === 'position' && change.dragging && change.position) setDragged({ id: change.id, position: change.position })
  }
  return { nodes, edges, onNodesChange, release: () => setDragged(undefined) }
}
