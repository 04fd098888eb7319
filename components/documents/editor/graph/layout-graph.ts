import type { GraphEdge, GraphNode, StepGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'

export interface Place {
  /** Of the frame that the node is in, or of the picture. */
  x: number
  y: number
  width: number
  height: number
}

export interface Layout {
  places: ReadonlyMap<string, Place>
  /** Where edges that pass other steps run down or up, in the picture. */
  lanes: ReadonlyMap<string, number>
  width: number
  height: number
}

export const nodeSize = { width: 190, height: 52 }
export const headHeight = 52
const smallSize = { width: 90, height: 28 }
const gap = { x: 40, y: 48 }
const padding = 24
const lane = { first: 28, next: 16 }

export const startId = ' start'

/** The end of the document, or of a turn of a loop. */
export function endIdOf(loop: string | undefined): string {
  return loop === undefined ? ' end' : ` end of ${loop}`
}

/**
 * Layers from above: a step stands below everything that leads to it, loops are frames around their steps. Edges back up do not count.
 * Edges that would cross other steps get a lane beside them. The same graph always gets the same places.
 */
export function layoutGraph(graph: Pick<StepGraph, 'nodes' | 'edges'>): Layout {
  const all = new Layouts(graph)
  const main = all.of(undefined)
  const places = new Map<string, Place>()
  const lanes = new Map<string, number>()
  const keep = (list: ListLayout, dx: number) => {
    for (const [id, place] of list.places) {
      places.set(id, place)
      const inner = all.inside(id)
      if (inner) keep(inner, dx + place.x)
    }
    for (const [id, x] of list.lanes) lanes.set(id, x + dx)
  }
  keep(main, 0)
  return { places, lanes, width: main.width, height: main.height }
}

interface ListLayout {
  places: ReadonlyMap<string, Place>
  lanes: ReadonlyMap<string, number>
  width: number
  height: number
}

class Layouts {
  readonly #nodes: ReadonlyMap<string | undefined, readonly GraphNode[]>
  readonly #edges: ReadonlyMap<string, readonly GraphEdge[]>
  readonly #done = new Map<string | undefined, ListLayout>()

  constructor({ nodes, edges }: Pick<StepGraph, 'nodes' | 'edges'>) {
    this.#nodes = Map.groupBy(nodes, ({ loop }) => loop)
    this.#edges = Map.groupBy(edges, ({ from }) => from)
  }

  inside(loop: string): ListLayout | undefined {
    return this.#nodes.has(loop) ? this.of(loop) : undefined
  }

  of(loop: string | undefined): ListLayout {
    const known = this.#done.get(loop)
    if (known) return known
    const made = this.#layoutList(loop)
    this.#done.set(loop, made)
    return made
  }

  #sizeOf({ id }: GraphNode): { width: number; height: number } {
    const inner = this.inside(id)
    if (!inner) return nodeSize
    return { width: Math.max(nodeSize.width, inner.width + 2 * padding), height: inner.height + padding }
  }

  #layoutList(loop: string | undefined): ListLayout {
    const steps = this.#nodes.get(loop) ?? []
    const end = endIdOf(loop)
    const edges = steps.flatMap(({ id }) => this.#edges.get(id) ?? [])
    const links = edges.flatMap(({ id, from, to }) => (to === undefined ? [] : [{ id, from, to: to === 'end' ? end : to }]))
    const boxes = steps.map((step) => ({ id: step.id, ...this.#sizeOf(step) }))
    const top = loop === undefined ? [{ id: startId, ...smallSize }] : []
    const ranks = ranked([...top, ...boxes, { id: end, ...smallSize }], links)
    const margin = loop === undefined ? { x: 0, y: 0 } : { x: padding, y: headHeight + padding }
    return placed(ranks, links, margin)
  }
}

interface Box {
  id: string
  width: number
  height: number
}

interface Link {
  id: string
  from: string
  to: string
}

/** Start first, the end below everything; a step that nothing leads to begins below what stands before it. */
function ranked(boxes: readonly Box[], links: readonly Link[]): readonly (readonly Box[])[] {
  const order = new Map(boxes.map(({ id }, index) => [id, index]))
  const into = Map.groupBy(links, ({ to }) => to)
  const rankOf: number[] = []
  const ranks: Box[][] = []
  for (const [index, box] of boxes.entries()) {
    const above = (into.get(box.id) ?? []).flatMap(({ from }) => rankOf[order.get(from) ?? index] ?? [])
    const isFirst = index === 1 && boxes[0]?.id === startId
    const isLast = index === boxes.length - 1
    const rank = isFirst ? 1 : above.length > 0 && !isLast ? Math.max(...above) + 1 : ranks.length
    rankOf.push(rank)
    ;(ranks[rank] ??= []).push(box)
  }
  return ranks
}

function placed(ranks: readonly (readonly Box[])[], links: readonly Link[], margin: { x: number; y: number }): ListLayout {
  const into = Map.groupBy(links, ({ to }) => to)
  const places = new Map<string, Place>()
  const rights: number[] = []
  const rankOf = new Map<string, number>()
  let y = margin.y
  for (const [rank, boxes] of ranks.entries()) {
    let free = margin.x
    for (const { id, width, height } of wantedOrder(boxes, into, places)) {
      const x = Math.max(free, Math.round((wishOf(id, into, places) ?? margin.x + nodeSize.width / 2) - width / 2))
      places.set(id, { x, y, width, height })
      rankOf.set(id, rank)
      free = x + width + gap.x
    }
    rights.push(free - gap.x)
    y += Math.max(...boxes.map(({ height }) => height)) + gap.y
  }
  const lanes = lanesOf(links, rankOf, rights)
  const right = Math.max(...rights, ...[...lanes.values()].map((x) => x + lane.next))
  return { places, lanes, width: right - margin.x, height: y - gap.y }
}

type Into = ReadonlyMap<string, readonly Link[]>

/** Below the middle of what leads here. */
function wishOf(id: string, into: Into, places: ReadonlyMap<string, Place>): number | undefined {
  const above = (into.get(id) ?? []).flatMap(({ from }) => places.get(from) ?? [])
  const first = above[0]
  return first && first.x + first.width / 2
}

function wantedOrder(boxes: readonly Box[], into: Into, places: ReadonlyMap<string, Place>): readonly Box[] {
  const wish = (box: Box): number => wishOf(box.id, into, places) ?? 0
  return boxes.length < 2 ? boxes : boxes.toSorted((one, other) => wish(one) - wish(other))
}

/** For edges that do not lead to the next layer, or not as the first to lead there: beside all that they pass, and beside each other. */
function lanesOf(
  links: readonly Link[],
  rankOf: ReadonlyMap<string, number>,
  rights: readonly number[],
): ReadonlyMap<string, number> {
  const lanes = new Map<string, number>()
  const taken: { low: number; high: number; x: number }[] = []
  const direct = new Set<string>()
  const long = links.flatMap(({ id, from, to }) => {
    const [start, end] = [rankOf.get(from) ?? 0, rankOf.get(to) ?? 0]
    const isDirect = end === start + 1 && !direct.has(`${from} ${to}`)
    if (isDirect) direct.add(`${from} ${to}`)
    return isDirect ? [] : [{ id, low: Math.min(start, end), high: Math.max(start, end) }]
  })
  for (const { id, low, high } of long.toSorted((one, other) => one.high - one.low - (other.high - other.low))) {
    const beside = taken.filter((other) => other.low <= high && other.high >= low).map(({ x }) => x + lane.next)
    const x = Math.max(...rights.slice(low, high + 1).map((right) => right + lane.first), ...beside)
    taken.push({ low, high, x })
    lanes.set(id, x)
  }
  return lanes
}
