import { type CommandCounters, countersOf, type InvocationCounts } from '#lib/vocabulary/command-status'
import type { EndDetail, Invocation, OpenStage } from './invocation'

/** How many invocations of a command are where. Kept on the command, changed only with its row locked. */
export type Counts = Record<OpenStage | EndDetail, number> & {
  /** Ever taken up by their node; the ramp grows with it. */
  acknowledged: number
}

export function emptyCounts(): Counts {
  return {
    waiting: 0,
    blocked: 0,
    delayed: 0,
    sent: 0,
    accepted: 0,
    Success: 0,
    Failed: 0,
    ExecutionTimedOut: 0,
    DeliveryTimedOut: 0,
    Cancelled: 0,
    Terminated: 0,
    Undeliverable: 0,
    InvalidPlatform: 0,
    AccessDenied: 0,
    acknowledged: 0,
  }
}

function bucketOf(invocation: Invocation): OpenStage | EndDetail {
  return invocation.stage === 'ended' ? (invocation.detail as EndDetail) : invocation.stage
}

export function recount(counts: Counts, before: Invocation, after: Invocation): Counts {
  const next = { ...counts }
  next[bucketOf(before)] -= 1
  next[bucketOf(after)] += 1
  if (!before.acceptedAt && after.acceptedAt) next.acknowledged += 1
  return next
}

export function openCount(counts: Counts): number {
  return counts.waiting + counts.blocked + counts.delayed + counts.sent + counts.accepted
}

/** By detail, as far as the roll-up cares: what no node has taken up is Pending to the command. */
export function byDetail(counts: Counts): InvocationCounts {
  const { waiting, blocked, delayed, sent, accepted, acknowledged: _ever, ...ended } = counts
  return { ...ended, Pending: waiting + blocked + delayed + sent, InProgress: accepted }
}

export function counters(counts: Counts): CommandCounters & { targetCount: number } {
  const known = countersOf(byDetail(counts))
  return { ...known, targetCount: openCount(counts) + known.completedCount }
}
