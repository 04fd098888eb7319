import { type GroupedChange, keyOf } from '../bulk-words'
import type { Change, PlannedChange } from '../own-operations'

export interface PlanRow extends PlannedChange {
  id: string
  group: string
  change: Change
  chosen: boolean
}

const work: ReadonlySet<PlannedChange['Outcome']> = new Set(['create', 'change', 'delete'])

/** What was asked beside what it would do. A group with an error in it cannot be chosen, nor one that changes nothing. */
export function planRows(
  asked: readonly GroupedChange[],
  checked: readonly PlannedChange[],
  left: ReadonlySet<string>,
): readonly PlanRow[] {
  const byKey = Map.groupBy(asked, ({ change }) => keyOf(change.Name))
  const taken = new Map<string, number>()
  const rows = checked.flatMap((row) => {
    const key = keyOf(row.Name)
    const nth = taken.get(key) ?? 0
    taken.set(key, nth + 1)
    const found = byKey.get(key)?.[nth]
    return found ? [{ ...row, id: `${key} ${nth}`, ...found }] : []
  })
  // What belongs together stands together: a copy, and the end of what it copies.
  rows.sort((one, other) => (one.group < other.group ? -1 : one.group > other.group ? 1 : one.Outcome < other.Outcome ? -1 : 1))
  const blocked = new Set(rows.filter(({ Outcome }) => Outcome === 'error').map(({ group }) => group))
  return rows.map((row) => ({ ...row, chosen: work.has(row.Outcome) && !blocked.has(row.group) && !left.has(row.group) }))
}

export function canBeChosen(row: PlanRow, rows: readonly PlanRow[]): boolean {
  return work.has(row.Outcome) && !rows.some(({ group, Outcome }) => group === row.group && Outcome === 'error')
}

/** As they were planned: who changes one of them meanwhile is not overwritten. */
export function chosenChanges(rows: readonly PlanRow[]): Change[] {
  return rows.filter(({ chosen }) => chosen).map(({ change, PresentVersion }) => ({ ...change, ExpectedVersion: PresentVersion }))
}

export type Counted = 'create' | 'change' | 'delete' | 'same' | 'error'

export function countRows(rows: readonly Pick<PlannedChange, 'Outcome'>[]): Record<Counted, number> {
  const counts = { create: 0, change: 0, delete: 0, same: 0, error: 0 }
  for (const { Outcome } of rows) counts[Outcome] += 1
  return counts
}
