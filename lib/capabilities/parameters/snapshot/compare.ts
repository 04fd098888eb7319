import type { Ctx } from '#lib/platform/context'
import { isApiError } from '#lib/vocabulary/api-error'
import { parsePath } from '../model/name'
import { openValue } from '../secure-string'
import { listSnapshot, type Moment, type SnapshotRow } from '../store/snapshots'

export interface Side {
  Path: string
  Label?: string | undefined
  At?: Date | undefined
}

export type Comparison = 'equal' | 'changed' | 'left' | 'right' | 'unknown'

export interface Pair {
  /** Below both paths. */
  relative: string
  left: SnapshotRow | undefined
  right: SnapshotRow | undefined
}

export function momentOf({ Label, At }: Side): Moment {
  if (Label !== undefined) return { kind: 'label', label: Label }
  return At === undefined ? { kind: 'newest' } : { kind: 'time', at: At }
}

/** The names of both sides side by side, in one order; one more than the page has. */
export async function pairsOf(
  ctx: Ctx,
  sides: { left: Side; right: Side },
  { after, limit }: { after: string | undefined; limit: number },
): Promise<readonly Pair[]> {
  const [left, right] = await Promise.all([rowsOf(ctx, sides.left), rowsOf(ctx, sides.right)])
  const names = [...new Set([...left.keys(), ...right.keys()])].sort((one, other) => (one < other ? -1 : 1))
  return names.slice(0, limit).map((relative) => ({ relative, left: left.get(relative), right: right.get(relative) }))

  async function rowsOf(own: Ctx, side: Side): Promise<ReadonlyMap<string, SnapshotRow>> {
    const path = parsePath(side.Path)
    const prefix = path === '' ? '' : `${path}/`
    const from = after === undefined ? undefined : `${prefix}${after}`
    const rows = await listSnapshot(own, { path, moment: momentOf(side), after: from, limit })
    return new Map(rows.map((row) => [row.key.slice(prefix.length), row]))
  }
}

/** Secrets are opened to be compared, with the right of the caller; without it nothing is said of them. */
export async function compare(ctx: Ctx, { left, right }: Pair): Promise<{ result: Comparison; reason?: string }> {
  if (!left) return { result: 'right' }
  if (!right) return { result: 'left' }
  if (left.key === right.key && left.version === right.version) return { result: 'equal' }
  if (left.type !== right.type) return { result: 'changed' }
  try {
    const [one, other] = await Promise.all([valueOf(ctx, left), valueOf(ctx, right)])
    return { result: one === other ? 'equal' : 'changed' }
  } catch (thrown) {
    if (!isApiError(thrown) || thrown.status >= 500) throw thrown
    return { result: 'unknown', reason: thrown.message }
  }
}

export async function valueOf(ctx: Ctx, row: SnapshotRow): Promise<string> {
  return row.sealed === null ? (row.value ?? '') : openValue(ctx, { ...row, sealed: row.sealed })
}
