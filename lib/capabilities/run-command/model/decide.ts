import { type CommandDetail, rollUpCommand } from '#lib/vocabulary/command-status'
import { isErrorLimitPassed } from '#lib/vocabulary/rate-control'
import { byDetail, type Counts, counters } from './counts'

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
  if (isErrorLimitPassed(counters(counts).errorCount, limits.errors)) {
    return { stop: counts.waiting + counts.blocked + counts.delayed > 0, send: 0 }
  }
  const places = limits.concurrency - counts.sent - counts.accepted
  const ramp = counts.acknowledged + 1 - counts.sent
  return { stop: false, send: Math.max(0, Math.min(places, ramp, counts.waiting)) }
}

/** The command's detail from its invocations; `cancelled` when somebody cancelled the whole command. */
export function rollUp(counts: Counts, limits: RateLimits, cancelled: boolean): CommandDetail {
  const { targetCount } = counters(counts)
  return rollUpCommand({ counts: byDetail(counts), targetCount, errorLimit: limits.errors, cancelRequested: cancelled })
}
