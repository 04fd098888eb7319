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
  useReactFlow,
  useStore,
} from '@xyflow/react'
import { type CSSProperties, type DragEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { EdgeName } from '#lib/capabilities/documents/model/language/edit/edge-edits'
import type { StepGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'
import { draggedAction } from '../dragged-action'
import type { StepMarks } from '../marks'
import { flowEdges, flowNodes, type StepEdge, type StepNode } from './flow-elements'
import { endIdOf, type Layout, layoutGraph, nodeSize, startId } from './layout-graph'
import { markSlot, slotAt } from './slots'
import { FoldsOfGraph, Marks, nodeTypes } from './step-nodes'
import type { Folds } from './use-folds'
import { AddOnEdge, WayEdge } from './way-edge'

export interface FlowGraphProps {
  /** The steps that are shown, and what of them is folded. */
  folds: Folds
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
  const { folds, selected, marks, isStale, disabled, canConnect } = props
  const { graph } = folds
  const canvas = useRef<HTMLDivElement>(null)
  const { layout, nodes, edges, onNodesChange, release } = useElements(props)
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
      <FoldsOfGraph value={folds}>
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
              // It would take the blank from the text beside it.
              panActivationKeyCode={null}
              zoomActivationKeyCode={null}
              onlyRenderVisibleElements={graph.nodes.length > 60}
              minZoom={0.1}
              maxZoom={1.5}
              proOptions={{ hideAttribution: true }}
            >
              <Follow places={nodes} selected={selected} layout={layout} />
              <Background />
              <Controls showInteractive={false} />
              {graph.nodes.length > mapFrom ? (
                <MiniMap pannable zoomable ariaLabel="Map of the graph" style={{ width: 110, height: 90 }} />
              ) : null}
            </ReactFlow>
          </ReactFlowProvider>
        </AddOnEdge>
      </FoldsOfGraph>
    </Marks>
  )
}

/** Shows all if it can be read then, otherwise the beginning; later brings the chosen step into view if it is outside. */
function Follow({ places, selected, layout }: { places: readonly StepNode[]; selected: string | undefined; layout: Layout }) {
  const flow = useReactFlow()
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const shown = useRef(selected)
  const isShown = useRef(false)
  useEffect(() => {
    if (isShown.current || width === 0) return
    isShown.current = true
    const zoom = Math.min(1, Math.max(0.6, Math.min((width - 60) / layout.width, (height - 40) / layout.height)))
    const start = layout.places.get(startId)
    const middle = start ? start.x + start.width / 2 : 0
    const left = Math.max(20, Math.min(width / 2, width - 40 - (layout.width - middle) * zoom))
    void flow.setViewport({ x: Math.max(left, Math.min(width / 2, middle * zoom + 20)) - middle * zoom, y: 20, zoom })
  }, [flow, layout, width, height])
  useEffect(() => {
    if (shown.current === selected || width === 0) return
    shown.current = selected
    const id = places.find(({ data, type }) => type !== 'terminal' && data.label === selected)?.id
    const node = id === undefined ? undefined : flow.getInternalNode(id)
    if (!node) return
    const { x, y } = node.internals.positionAbsolute
    const { x: left, y: top, zoom } = flow.getViewport()
    const [seenX, seenY] = [x * zoom + left, y * zoom + top]
    const isSeen = seenX >= 0 && seenY >= 0 && seenX + nodeSize.width * zoom <= width && seenY + nodeSize.height * zoom <= height
    if (!isSeen) void flow.setCenter(x + nodeSize.width / 2, y + nodeSize.height / 2, { zoom })
  }, [flow, places, selected, width, height])
  return null
}

function isInOneList({ nodes }: StepGraph, source: string, target: string): boolean {
  const from = nodes.find(({ id }) => id === source)
  const to = nodes.find(({ id }) => id === target)
  return from !== undefined && (to ? to.loop === from.loop : target === endIdOf(from.loop))
}

/** Places come from the layout; only while a step is dragged it is where the pointer is. */
function useElements({ folds: { graph }, selected }: FlowGraphProps) {
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
      if (change.type === 'position' && change.dragging && change.position)
        setDragged({ id: change.id, position: change.position })
  }
  return { layout, nodes, edges, onNodesChange, release: () => setDragged(undefined) }
}
