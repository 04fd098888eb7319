import type { GraphEdge, GraphNode, StepGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'

/** An edge that stands for ways through steps that are folded away: no step can be put on it. */
export interface ShownEdge extends GraphEdge {
  isFolded?: boolean
}

export interface ShownGraph extends StepGraph {
  edges: readonly ShownEdge[]
}

/** By the id of each step that can be folded, the ids of the steps that go with it. */
export type Regions = ReadonlyMap<string, readonly string[]>

export interface Folded {
  graph: ShownGraph
  /** Of each step that is not shown, the one that stands for it. */
  standIn: ReadonlyMap<string, string>
}

const end = 'end'
const flowKinds: ReadonlySet<string> = new Set(['next', 'choice', 'default'])
type Ways = ReadonlyMap<string, readonly string[]>

/** Loops fold what is inside them; branches, and steps with a way for failures, what only they lead to before the ways meet again. */
export function regionsOf({ nodes, edges }: StepGraph): Regions {
  const regions = new Map<string, readonly string[]>()
  const lists = Map.groupBy(nodes, ({ loop }) => loop)
  const byFrom = Map.groupBy(edges, ({ from }) => from)
  for (const list of lists.values()) {
    const own = list.flatMap(({ id }) => byFrom.get(id) ?? []).filter(({ to }) => to !== undefined)
    const all = waysOf(list, own)
    const joins = joinsOf(
      list.map(({ id }) => id),
      waysOf(
        list,
        own.filter(({ kind }) => flowKinds.has(kind)),
      ),
    )
    const into = reversed(all)
    for (const [at, { id }] of list.entries()) {
      if ((all.get(id) ?? []).length < 2) continue
      const region = regionOf(id, { all, into, join: joins.get(id) ?? end, first: at === 0 ? undefined : list[0]?.id })
      if (region.length > 0) regions.set(id, region)
    }
  }
  for (const { id } of nodes) {
    const inside = withInner(id, lists)
    if (inside.length > 0) regions.set(id, [...inside, ...(regions.get(id) ?? [])])
  }
  // Steps of a branch may be loops.
  return new Map([...regions].map(([id, region]) => [id, [...new Set(region.flatMap((one) => [one, ...withInner(one, lists)]))]]))
}

export function fold(graph: StepGraph, regions: Regions, closed: ReadonlySet<string>): Folded {
  const standIn = new Map<string, string>()
  for (const id of closed)
    for (const hidden of regions.get(id) ?? []) if (hidden !== id) standIn.set(hidden, standIn.get(hidden) ?? id)
  if (standIn.size === 0) return { graph, standIn }
  const shownFor = (id: string): string => {
    const seen = new Set<string>()
    let at = id
    while (standIn.has(at) && !seen.has(at)) {
      seen.add(at)
      at = standIn.get(at) ?? at
    }
    return at
  }
  const loops = new Map(graph.nodes.map(({ id, loop }) => [id, loop]))
  const isKept = ({ from, to }: GraphEdge) => !standIn.has(from) && (to === undefined || !standIn.has(to))
  const kept = graph.edges.filter(isKept)
  const taken = new Set(kept.map(({ from, to }) => `${from} ${to}`))
  const instead = graph.edges.flatMap((edge): ShownEdge[] => {
    const { to } = edge
    if (to === undefined || isKept(edge)) return []
    const [source, target] = [shownFor(edge.from), to === end ? end : shownFor(to)]
    const way = `${source} ${target}`
    // Inside a loop the ways end with it.
    if (source === target || taken.has(way) || loops.get(source) !== loops.get(edge.from)) return []
    taken.add(way)
    return [{ id: `fold ${way}`, kind: 'next', from: source, to: target, label: '', missing: undefined, isFolded: true }]
  })
  const nodes = graph.nodes.filter(({ id }) => !standIn.has(id))
  const shown = new Map([...standIn.keys()].map((id) => [id, shownFor(id)]))
  return { graph: { ...graph, nodes, edges: [...kept, ...instead] }, standIn: shown }
}

function withInner(loop: string, lists: ReadonlyMap<string | undefined, readonly GraphNode[]>): string[] {
  return (lists.get(loop) ?? []).flatMap(({ id }) => (id === loop ? [] : [id, ...withInner(id, lists)]))
}

function waysOf(list: readonly GraphNode[], edges: readonly GraphEdge[]): Ways {
  const byFrom = Map.groupBy(edges, ({ from }) => from)
  return new Map(list.map(({ id }) => [id, [...new Set((byFrom.get(id) ?? []).flatMap(({ to }) => to ?? []))]]))
}

function reversed(ways: Ways): Ways {
  const into = new Map<string, string[]>()
  for (const [from, targets] of ways)
    for (const to of targets) {
      const sources = into.get(to)
      if (sources) sources.push(from)
      else into.set(to, [from])
    }
  return into
}

/** Where all ways from a step meet again: its immediate post-dominator (Cooper, Harvey, Kennedy). */
function joinsOf(ids: readonly string[], flow: Ways): ReadonlyMap<string, string> {
  const onward = new Map(ids.map((id) => [id, flow.get(id)?.length ? (flow.get(id) ?? []) : [end]]))
  const order = postorder(end, reversed(onward))
  const rank = new Map(order.map((id, at) => [id, at]))
  const rankOf = (id: string) => rank.get(id) ?? -1
  const joins = new Map([[end, end]])
  const meet = (one: string, other: string): string => {
    let [a, b] = [one, other]
    while (a !== b)
      if (rankOf(a) < rankOf(b)) a = joins.get(a) ?? end
      else b = joins.get(b) ?? end
    return a
  }
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false
    for (const id of order.slice(0, -1).toReversed()) {
      const known = (onward.get(id) ?? []).filter((to) => joins.has(to))
      const join = known.length === 0 ? end : known.reduce(meet)
      hasChanged ||= joins.get(id) !== join
      joins.set(id, join)
    }
  }
  return joins
}

function postorder(root: string, ways: Ways): string[] {
  const order: string[] = []
  const seen = new Set([root])
  const open = [{ id: root, next: 0 }]
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const to = (ways.get(top.id) ?? [])[top.next]
    top.next += 1
    if (to === undefined) order.push(open.pop()?.id ?? root)
    else if (!seen.has(to)) {
      seen.add(to)
      open.push({ id: to, next: 0 })
    }
  }
  return order
}

interface Surroundings {
  all: Ways
  into: Ways
  join: string
  /** The first step is led to from the start. */
  first: string | undefined
}

/** What is reached from a step before its ways meet, but for what others lead to as well. */
function regionOf(id: string, { all, into, join, first }: Surroundings): readonly string[] {
  const stops = new Set([id, join, end])
  const region = reach(all.get(id) ?? [], all, (to) => !stops.has(to))
  const isLedToElsewhere = (one: string) =>
    one === first || (into.get(one) ?? []).some((from) => from !== id && !region.has(from))
  const shared = reach([...region].filter(isLedToElsewhere), all, (to) => region.has(to))
  return [...region].filter((one) => !shared.has(one))
}

function reach(from: readonly string[], ways: Ways, mayGo: (to: string) => boolean): Set<string> {
  const seen = new Set(from.filter(mayGo))
  for (const id of seen) for (const to of ways.get(id) ?? []) if (mayGo(to)) seen.add(to)
  return seen
}
