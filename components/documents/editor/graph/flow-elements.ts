import { type Edge, MarkerType, type Node } from '@xyflow/react'
import type { GraphEdge, StepGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'
import { endId, layoutGraph, nodeSize, startId } from './layout-graph'

export interface StepData extends Record<string, unknown> {
  label: string
  action: string
  loop: string | undefined
  isSelected: boolean
}

const labels = { next: '', choice: '', default: 'otherwise', failure: 'on failure', cancel: 'on cancel' }

export function flowNodes(graph: StepGraph, selected: string | undefined): Node<StepData>[] {
  const places = layoutGraph(graph)
  const at = (id: string) => places.get(id) ?? { x: 0, y: 0 }
  const fixed = (id: string, label: string): Node<StepData> => ({
    id,
    type: 'edge-of-graph',
    position: at(id),
    data: { label, action: '', loop: undefined, isSelected: false },
    selectable: false,
    connectable: id === endId,
    deletable: false,
    ...nodeSize,
  })
  const steps = graph.nodes.map(
    (node): Node<StepData> => ({
      id: node.id,
      type: 'step',
      position: at(node.id),
      selected: node.name === selected,
      ariaLabel: `Step ${node.name}`,
      data: { label: node.name, action: node.action, loop: node.loop, isSelected: node.name === selected },
      ...nodeSize,
    }),
  )
  return [fixed(startId, 'Start'), ...steps, fixed(endId, 'End')]
}

export function flowEdges({ edges, start }: StepGraph): Edge[] {
  const first: Edge[] = start === undefined ? [] : [edgeBetween(startId, start, { id: 'start', label: '', isDashed: false })]
  return [...first, ...edges.flatMap((edge) => drawn(edge))]
}

function drawn({ id, from, to, kind, label }: GraphEdge): Edge[] {
  if (to === undefined) return []
  const isDashed = kind === 'failure' || kind === 'cancel'
  const words = [labels[kind], label].filter(Boolean).join(': ')
  return [edgeBetween(from, to, { id, label: words, isDashed })]
}

function edgeBetween(
  source: string,
  target: string,
  { id, label, isDashed }: { id: string; label: string; isDashed: boolean },
): Edge {
  return {
    id,
    source,
    target,
    label: label.length > 40 ? `${label.slice(0, 39)}…` : label,
    type: 'smoothstep',
    deletable: false,
    focusable: false,
    markerEnd: { type: MarkerType.ArrowClosed },
    style: isDashed ? { strokeDasharray: '5 4' } : {},
  }
}
