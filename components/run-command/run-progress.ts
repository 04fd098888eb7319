import type { Tone } from '#queries/ui/status'

/** How many invocations are where, as the server counts them. */
export interface RunCounts {
  total: number
  succeeded: number
  failed: number
  timedOut: number
  cancelled: number
  /** Not for the platform, not deliverable, no permission. */
  skipped: number
  running: number
  queued: number
  /** Never sent, because the error threshold was crossed. */
  neverSent: number
}

export type Bucket = 'failed' | 'timed-out' | 'running' | 'queued' | 'succeeded' | 'cancelled' | 'skipped' | 'never-sent'

export interface Segment {
  bucket: Bucket
  label: string
  tone: Tone
  count: number
  share: number
}

const buckets: readonly [Bucket, Tone, string, (counts: RunCounts) => number][] = [
  ['succeeded', 'ok', 'succeeded', (counts) => counts.succeeded],
  ['failed', 'bad', 'failed', (counts) => counts.failed],
  ['timed-out', 'bad', 'timed out', (counts) => counts.timedOut],
  ['running', 'run', 'running', (counts) => counts.running],
  ['skipped', 'off', 'skipped', (counts) => counts.skipped],
  ['cancelled', 'off', 'cancelled', (counts) => counts.cancelled],
  ['never-sent', 'off', 'never sent', (counts) => counts.neverSent],
  ['queued', 'off', 'queued', (counts) => counts.queued],
]

/** The parts of the status bar, in the order drawn; empty ones are left out. */
export function segments(counts: RunCounts): Segment[] {
  return buckets
    .map(([bucket, tone, label, count]) => ({
      bucket,
      label,
      tone,
      count: count(counts),
      share: count(counts) / Math.max(1, counts.total),
    }))
    .filter((segment) => segment.count > 0)
}

export function doneCount({ succeeded, failed, timedOut, cancelled, skipped, neverSent }: RunCounts): number {
  return succeeded + failed + timedOut + cancelled + skipped + neverSent
}

export interface Wave {
  current: number
  of: number
}

/** Waves are how the rate control fills up: so many nodes at a time. */
export function wave(counts: RunCounts, concurrency: number): Wave {
  const of = Math.max(1, Math.ceil(counts.total / Math.max(1, concurrency)))
  const begun = counts.total - counts.queued - counts.neverSent
  return { current: Math.min(of, Math.max(1, Math.ceil(begun / Math.max(1, concurrency)))), of }
}

/** Seconds left, from the pace so far; undefined until a tenth, or three nodes, are done. */
export function secondsLeft(counts: RunCounts, elapsed: number): number | undefined {
  const done = counts.succeeded + counts.failed + counts.timedOut
  const open = counts.running + counts.queued
  if (open === 0 || done < Math.min(3, Math.max(1, counts.total / 10)) || elapsed <= 0) return undefined
  return Math.max(1, Math.round((elapsed / done) * open))
}
