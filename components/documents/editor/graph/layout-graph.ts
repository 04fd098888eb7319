import type { StepGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'

export interface Place {
  x: number
  y: number
}

export const nodeSize = { width: 190, height: 52 }
const gap = { x: 40, y: 48 }
export const startId = ' start'
export const endId = 'end'

/**
 * Layers from above: a step stands below everything that leads to it. Edges back up do not count, so a loop changes nothing. The same
 * graph always gets the same places.
 */
export function layoutGraph({ nodes, edges }: Pick<StepGraph, 'nodes' | 'edges'>): ReadonlyMap<string, Place> {
  const order = new Map(nodes.map(({ id }, index) => [id, index]))
  const ranks: number[] = []
  const column: number[] = []
  const width: number[] = []
  for (const [index, { id, loop }] of nodes.entries()) {
    const before = edges.flatMap(({ from, to }) => (to === id ? (order.get(from) ?? []) : [])).filter((from) => from < index)
    const owner = loop === undefined ? undefined : order.get(loop)
    const above = [...before, ...(owner === undefined || owner >= index ? [] : [owner])]
    const rank = above.length > 0 ? Math.max(...above.map((from) => ranks[from] ?? 0)) + 1 : index === 0 ? 0 : width.length
    ranks.push(rank)
    const taken = width[rank] ?? 0
    column.push(taken)
    width[rank] = taken + 1
  }
  const place = (x: number, rank: number): Place => ({
    x: x * (nodeSize.width + gap.x),
    y: rank * (nodeSize.height + gap.y),
  })
  const places = nodes.map(({ id }, index) => [id, place(column[index] ?? 0, (ranks[index] ?? 0) + 1)] as const)
  return new Map([[startId, place(0, 0)], ...places, [endId, place(0, width.length + 1)]])
}
