import type pg from 'pg'
import type { Ctx } from '#lib/platform/context'
import type { JobHandler } from './jobs'

/** A kind that runs again and again, one run at a time for the whole installation. */
export interface RecurringJob {
  kind: string
  seconds: number
}

/** The next run is due `seconds` after the end of the one before, whether it failed or not. */
export function everySeconds(kind: string, seconds: number): RecurringJob {
  return { kind, seconds }
}

const keyOf = (kind: string): string => `every:${kind}`

/** A crash counts as an attempt; the largest number that the column holds keeps the series from ending. */
const endless = 32_767

/** Starts the series unless it runs already: the one row with its key is either waiting or being worked on. */
export async function startSeries(pool: pg.Pool, { kind }: RecurringJob): Promise<void> {
  await pool.query(
    `select from graphile_worker.add_job($1, '{}'::json, job_key => $2, max_attempts => $3, job_key_mode => 'unsafe_dedupe')`,
    [kind, keyOf(kind), endless],
  )
}

/**
 * The row of the present run stays until the run is over, so a crash repeats it; the next row takes the key over.
 * A failure is logged, and the next run is its repetition.
 */
export function recurringHandler(pool: pg.Pool, { kind, seconds }: RecurringJob, handle: JobHandler): JobHandler {
  return async (ctx: Ctx, payload) => {
    try {
      await handle(ctx, payload)
    } catch (cause) {
      ctx.log.error({ err: cause, kind, requestId: ctx.requestId }, 'a recurring job failed')
    }
    await pool.query(
      `select from graphile_worker.add_job($1, '{}'::json, job_key => $2, max_attempts => $3, run_at => now() + make_interval(secs => $4))`,
      [kind, keyOf(kind), endless, seconds],
    )
  }
}
