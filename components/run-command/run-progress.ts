import type { Tone } from '#queries/ui/status'
import type { OutputOf } from './own-operations'
import { numberText } from '#queries/ui/number-text'

export type RunSummary = OutputOf<'GetCommandSummary'>
export type DetailCounts = RunSummary['Counts']

/** Parts of a run as a person thinks of them; each is one filter of the node list. */
export type Bucket = 'failed' | 'running' | 'queued' | 'succeeded' | 'other'

/** Failed first: that is the order of the list of nodes. The values are those of the Status filter. */
export const bucketOrder: readonly { bucket: Bucket; label: string; filters: readonly StatusFilter[] }[] = [
  {
    bucket: 'failed',
    label: 'Failed',
    filters: ['Failed', 'ExecutionTimedOut', 'DeliveryTimedOut', 'Undeliverable', 'AccessDenied'],
  },
  { bucket: 'running', label: 'Running', filters: ['InProgress', 'Cancelling'] },
  { bucket: 'queued', label: 'Queued', filters: ['Pending', 'Delayed'] },
  { bucket: 'succeeded', label: 'OK', filters: ['Success'] },
  { bucket: 'other', label: 'Not run', filters: ['Terminated', 'Cancelled', 'InvalidPlatform'] },
]

/** As an address names it; anything else means all. */
export function bucketOf(text: string | null): Bucket | 'all' {
  return bucketOrder.find(({ bucket }) => bucket === text)?.bucket ?? 'all'
}

export type StatusFilter =
  | 'Failed'
  | 'ExecutionTimedOut'
  | 'DeliveryTimedOut'
  | 'Undeliverable'
  | 'AccessDenied'
  | 'InProgress'
  | 'Cancelling'
  | 'Pending'
  | 'Delayed'
  | 'Success'
  | 'Terminated'
  | 'Cancelled'
  | 'InvalidPlatform'

export function countOf(counts: DetailCounts, filter: StatusFilter): number {
  return filter === 'Cancelling' ? 0 : counts[filter]
}

export function bucketCounts(counts: DetailCounts): Record<Bucket, number> {
  const sums = bucketOrder.map(({ bucket, filters }) => [
    bucket,
    filters.reduce((sum, filter) => sum + countOf(counts, filter), 0),
  ])
  return Object.fromEntries(sums) as Record<Bucket, number>
}

export interface Segment {
  id: string
  label: string
  tone: Tone
  count: number
  share: number
}

const parts: readonly [id: string, tone: Tone, label: string, count: (counts: DetailCounts) => number][] = [
  ['succeeded', 'ok', 'succeeded', (counts) => counts.Success],
  ['failed', 'bad', 'failed', (counts) => counts.Failed + counts.Undeliverable + counts.AccessDenied],
  ['timed-out', 'bad', 'timed out', (counts) => counts.ExecutionTimedOut + counts.DeliveryTimedOut],
  ['running', 'run', 'running', (counts) => counts.InProgress],
  ['skipped', 'off', 'skipped', (counts) => counts.InvalidPlatform],
  ['cancelled', 'off', 'cancelled', (counts) => counts.Cancelled],
  ['never-sent', 'off', 'never sent', (counts) => counts.Terminated],
  ['queued', 'off', 'queued', (counts) => counts.Pending + counts.Delayed],
]

export function totalOf(counts: DetailCounts): number {
  return parts.reduce((sum, [, , , count]) => sum + count(counts), 0)
}

/** The parts of the status bar, in the order drawn; empty ones are left out. */
export function segments(counts: DetailCounts): Segment[] {
  const total = Math.max(1, totalOf(counts))
  return parts
    .map(([id, tone, label, count]) => ({ id, tone, label, count: count(counts), share: count(counts) / total }))
    .filter((segment) => segment.count > 0)
}

/** "wave 6 of 9": how far the rate control has got. */
export function waveText(counts: DetailCounts, concurrency: number): string | undefined {
  const total = totalOf(counts)
  const size = Math.max(1, concurrency)
  const of = Math.ceil(total / size)
  if (of <= 1) return undefined
  const begun = total - counts.Pending - counts.Delayed - counts.Terminated
  return `wave ${numberText(Math.min(of, Math.max(1, Math.ceil(begun / size))))} of ${numberText(of)}`
}

/** Why a run ended early, when it did. */
export function cutSentence(counts: DetailCounts, errorLimit: number): string | undefined {
  if (counts.Terminated === 0) return undefined
  const nodes = counts.Terminated === 1 ? '1 node was' : `${numberText(counts.Terminated)} nodes were`
  return `${nodes} never sent: ${numberText(errorLimit + 1)} ${errorLimit === 0 ? 'failure' : 'failures'} crossed the error threshold of ${numberText(errorLimit)}.`
}
