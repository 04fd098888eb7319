import { type Edge, MarkerType, type Node } from '@xyflow/react'
import type { EdgeName } from '#lib/capabilities/documents/model/language/edit/edge-edits'
import type { GraphNode, StepGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'
import type { ShownEdge, ShownGraph } from './folds'
import { endIdOf, type Layout, startId } from './layout-graph'

export interface StepData extends Record<string, unknown> {
  label: string
  action: string
  /** Of loops: what they repeat for. */
  repeats: string | undefined
}

export interface EdgeData extends Record<string, unknown> {
  words: string
  /** X of the lane beside the steps that it passes. */
  lane: number | undefined
  /** Where a step that is put on it goes; undefined where none can. */
  slot: EdgeName | undefined
}

export type StepNode = Node<StepData>
export type StepEdge = Edge<EdgeData>

const labels = { next: '', choice: '', default: 'otherwise', failure: 'on failure', cancel: 'on cancel' }

export function flowNodes({ nodes }: StepGraph, { places }: Layout): StepNode[] {
  const at = (id: string) => {
    const { x, y, width, height } = places.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }
    return { id, position: { x, y }, width, height }
  }
  const fixed = (id: string, label: string, loop?: string): StepNode => ({
    ...at(id),
    type: 'terminal',
    data: { label, action: '', repeats: undefined },
    ...(loop === undefined ? {} : { parentId: loop }),
    selectable: false,
    draggable: false,
    focusable: false,
    connectable: label !== 'Start',
  })
  const frames = new Set(nodes.flatMap(({ loop }) => loop ?? []))
  const steps = nodes.map((node): StepNode => {
    const { id, name, action, loop, repeats } = node
    return {
      ...at(id),
      type: frames.has(id) ? 'frame' : 'step',
      ...(loop === undefined ? {} : { parentId: loop }),
      ariaLabel: `Step ${name}`,
      data: { label: name, action, repeats },
    }
  })
  const turns = [...frames].map((loop) => fixed(endIdOf(loop), 'Next turn', loop))
  return [fixed(startId, 'Start'), ...steps, ...turns, fixed(endIdOf(undefined), 'End')]
}

/** `family`: what may be put on edges. Command documents know only the order of the text. */
export function flowEdges(graph: ShownGraph, { lanes }: Layout): StepEdge[] {
  const { nodes, edges, start } = graph
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const first = start === undefined ? endIdOf(undefined) : start
  const leading = edgeBetween(startId, first, { id: 'start', words: '', lane: undefined, slot: { kind: 'next' } })
  const entering = firstSteps(nodes).map(({ id, loop = '' }) => ({
    ...edgeBetween(loop, id, { id: `into ${loop}`, words: '', lane: undefined, slot: { kind: 'next', loop } }),
    sourceHandle: 'inside',
  }))
  return [leading, ...entering, ...edges.flatMap((edge) => drawn(edge, byId.get(edge.from), lanes.get(edge.id)))]
}

function firstSteps(nodes: readonly GraphNode[]): readonly GraphNode[] {
  return [...Map.groupBy(nodes, ({ loop }) => loop)].flatMap(([loop, [first]]) => (loop === undefined || !first ? [] : [first]))
}

function drawn(
  { id, from, to, kind, label, choice, isFolded }: ShownEdge,
  node: GraphNode | undefined,
  lane: number | undefined,
): StepEdge[] {
  if (to === undefined || !node) return []
  const words = [labels[kind], label === labels[kind] ? '' : label].filter(Boolean).join(': ')
  // "Continue" is drawn, but it is the same way as the next step's. What is folded has many.
  const slot = isFolded || (kind === 'failure' && label !== '') ? undefined : { from: node.name, kind, choice }
  const edge = edgeBetween(from, to === 'end' ? endIdOf(node.loop) : to, { id, words, lane, slot })
  return [kind === 'failure' || kind === 'cancel' ? { ...edge, style: { strokeDasharray: '5 4' } } : edge]
}

function edgeBetween(source: string, target: string, { id, ...data }: EdgeData & { id: string }): StepEdge {
  const reconnectable = data.slot?.from === undefined ? false : 'target'
  return {
    id,
    source,
    target,
    type: 'way',
    data,
    deletable: false,
    focusable: false,
    reconnectable,
    selectable: data.slot?.from !== undefined,
    markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--line-strong)' },
    // Edges of steps inside a frame would be under it.
    zIndex: 1,
  }
}
