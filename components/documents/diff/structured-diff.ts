/**
 * What differs between two documents as data: keys in another order are the same, and steps are told apart by their names, so
 * that a step put before others is one change and not many.
 */
export interface StructuredChange {
  kind: 'added' | 'removed' | 'changed' | 'moved'
  /** As people say it: `mainSteps`, `restart`, `inputs`. */
  path: readonly string[]
  before?: unknown
  after?: unknown
}

type Json = Readonly<Record<string, unknown>>

export function structuredDiff(before: unknown, after: unknown, path: readonly string[] = []): StructuredChange[] {
  if (isMap(before) && isMap(after)) return mapChanges(before, after, path)
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path)
  return isSame(before, after) ? [] : [{ kind: 'changed', path, before, after }]
}

function mapChanges(before: Json, after: Json, path: readonly string[]): StructuredChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.flatMap((key): StructuredChange[] => {
    const at = [...path, key]
    if (!Object.hasOwn(after, key)) return [{ kind: 'removed', path: at, before: before[key] }]
    if (!Object.hasOwn(before, key)) return [{ kind: 'added', path: at, after: after[key] }]
    return structuredDiff(before[key], after[key], at)
  })
}

function listChanges(before: readonly unknown[], after: readonly unknown[], path: readonly string[]): StructuredChange[] {
  const [old, now] = [byName(before), byName(after)]
  if (old && now) return namedChanges(old, now, path)
  const isPlain = [...before, ...after].every((item) => typeof item !== 'object' || item === null)
  if (isPlain || before.length !== after.length) return isSame(before, after) ? [] : [{ kind: 'changed', path, before, after }]
  return before.flatMap((item, at) => structuredDiff(item, after[at], [...path, String(at + 1)]))
}

type Named = ReadonlyMap<string, Json>

function namedChanges(before: Named, after: Named, path: readonly string[]): StructuredChange[] {
  const removed = [...before].filter(([name]) => !after.has(name))
  const kept = [...before.keys()].filter((name) => after.has(name))
  const moved = movedNames(
    kept,
    [...after.keys()].filter((name) => before.has(name)),
  )
  return [
    ...removed.map(([name, step]): StructuredChange => ({ kind: 'removed', path: [...path, name], before: step })),
    ...[...after].flatMap(([name, step]): StructuredChange[] => {
      const old = before.get(name)
      const at = [...path, name]
      if (!old) return [{ kind: 'added', path: at, after: step }]
      const order: StructuredChange[] = moved.has(name)
        ? [{ kind: 'moved', path: at, before: placeOf(before, name), after: placeOf(after, name) }]
        : []
      return [...order, ...mapChanges(old, step, at)]
    }),
  ]
}

/** The fewest names that must be moved to turn one order into the other: all but a longest run that keeps its order. */
function movedNames(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const places = new Map(before.map((name, at) => [name, at]))
  const runs: string[][] = []
  for (const name of after) {
    const place = places.get(name) ?? 0
    const best = runs
      .filter((run) => (places.get(run.at(-1) ?? '') ?? 0) < place)
      .reduce<string[]>((longest, run) => (run.length > longest.length ? run : longest), [])
    runs.push([...best, name])
  }
  const still = new Set(runs.reduce<string[]>((longest, run) => (run.length > longest.length ? run : longest), []))
  return new Set(after.filter((name) => !still.has(name)))
}

function placeOf(steps: Named, name: string): string {
  return `step ${[...steps.keys()].indexOf(name) + 1}`
}

/** Undefined unless every item is an object with a name of its own. */
function byName(items: readonly unknown[]): Named | undefined {
  const named = items.flatMap((item) => {
    const name = isMap(item) ? (item.name ?? item.Name) : undefined
    return isMap(item) && typeof name === 'string' ? [[name, item] as const] : []
  })
  const map = new Map(named)
  return map.size === items.length ? map : undefined
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isMap(value)) return value
  const keys = Object.keys(value).sort()
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]))
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
