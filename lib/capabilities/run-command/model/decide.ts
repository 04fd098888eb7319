import { completedCount, type Counts, errorCount, openCount, targetCount } from './counts'
import type { CommandDetail } from './status'

/** Resolved rate control of one command. */
export interface RateLimits {
  concurrency: number
  /** The rest is not sent after more errors than this. */
  errors: number
}

export interface Decision {
  /** Everything that no node has got yet ends as Terminated. */
  stop: boolean
  /** How many waiting invocations may be put on the way now. */
  send: number
}

/**
 * All policy of rate control. Ramp: at most one unacknowledged job more than nodes have ever taken up, so one node first,
 * then two, four, eight. Invocations that are blocked or delayed hold no place: one absent node never stops the rest.
 */
export function decide(counts: Counts, limits: RateLimits): Decision {
  if (errorCount(counts) > limits.errors) {
    return { stop: counts.waiting + counts.blocked + counts.delayed > 0, send: 0 }
  }
  const places = limits.concurrency - counts.sent - counts.accepted
  const ramp = counts.acknowledged + 1 - counts.sent
  return { stop: false, send: Math.max(0, Math.min(places, ramp, counts.waiting)) }
}

/** The command's detail from its invocations; `cancelled` when somebody cancelled the whole command. */
export function rollUp(counts: Counts, limits: RateLimits, cancelled: boolean): CommandDetail {
  if (openCount(counts) > 0) return detailWhileOpen(counts, cancelled)
  if (targetCount(counts) === 0) return 'NoInstancesInTag'
  if (cancelled && counts.Cancelled > 0) return 'Cancelled'
  const passed = passedLimit(counts, limits)
  if (passed) return passed
  if (counts.Cancelled === completedCount(counts)) return 'Cancelled'
  return counts.Success > 0 ? detailWithSuccess(counts) : detailWithoutSuccess(counts)
}

function detailWhileOpen(counts: Counts, cancelled: boolean): CommandDetail {
  if (cancelled) return 'Cancelling'
  return counts.acknowledged > 0 || completedCount(counts) > 0 ? 'InProgress' : 'Pending'
}

/** The kind of failure that passed the limit; one number serves for stopping and for failing: more than MaxErrors. */
function passedLimit(counts: Counts, limits: RateLimits): CommandDetail | undefined {
  if (errorCount(counts) > limits.errors) return counts.ExecutionTimedOut > counts.Failed ? 'ExecutionTimedOut' : 'Failed'
  return counts.DeliveryTimedOut > limits.errors ? 'DeliveryTimedOut' : undefined
}

/** Nodes that could not get the command do not spoil the success of the others. */
function detailWithSuccess(counts: Counts): CommandDetail {
  const aside = counts.Undeliverable + counts.InvalidPlatform + counts.AccessDenied
  return counts.Success + aside === completedCount(counts) ? 'Success' : 'Incomplete'
}

function detailWithoutSuccess(counts: Counts): CommandDetail {
  const all = completedCount(counts)
  if (counts.AccessDenied === all) return 'AccessDenied'
  return counts.Undeliverable + counts.InvalidPlatform + counts.AccessDenied === all ? 'Failed' : 'Incomplete'
}
