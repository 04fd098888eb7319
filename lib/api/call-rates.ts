/**
 * How often one caller may call: a bucket of calls for each access key, signed-in person and node, refilled steadily. It is kept in
 * this process, so that behind a balancer each process allows the rate.
 */
import type { Clock } from '#lib/platform/clock'
import type { Caller } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'

/** A bucket holds what comes in during so many seconds. */
const burstSeconds = 2
const sweepMilliseconds = 10_000

interface Bucket {
  calls: number
  at: number
}

export interface CallRates {
  /** Throws when the caller has to wait. */
  take(caller: Caller): void
}

export function createCallRates(clock: Pick<Clock, 'now'>, perSecond: number): CallRates {
  const buckets = new Map<string, Bucket>()
  const most = perSecond * burstSeconds
  let sweptAt = 0

  /** Who has not called for so long has a full bucket again, which is as good as none. */
  function sweep(now: number): void {
    if (now - sweptAt < sweepMilliseconds) return
    sweptAt = now
    for (const [key, bucket] of buckets) if (now - bucket.at >= burstSeconds * 1000) buckets.delete(key)
  }

  return {
    take(caller) {
      const key = keyOf(caller)
      if (key === undefined) return
      const now = clock.now().getTime()
      sweep(now)
      const bucket = buckets.get(key)
      const calls = bucket ? Math.min(most, bucket.calls + (Math.max(0, now - bucket.at) / 1000) * perSecond) : most
      buckets.set(key, { calls: calls < 1 ? calls : calls - 1, at: now })
      if (calls < 1) throw tooFast(perSecond)
    },
  }
}

/** Nobody waits for what others do without proof, and the program itself is not limited. */
function keyOf(caller: Caller): string | undefined {
  switch (caller.kind) {
    case 'user':
      return `user ${caller.accessKeyId ?? caller.userId}`
    case 'node':
      return `node ${caller.accountId} ${caller.nodeId}`
    case 'anonymous':
    case 'system':
      return undefined
  }
}

function tooFast(perSecond: number): ApiError {
  return new ApiError(
    'ThrottlingException',
    `Rate exceeded: one caller may make ${perSecond} calls a second. Wait a moment and try again.`,
  )
}
