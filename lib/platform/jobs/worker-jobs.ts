import { sql } from 'drizzle-orm'
import type { Jobs } from './jobs'

/** Adds jobs with `ctx.db`, so that they exist when its transaction commits, and only then. */
export function createJobs(): Jobs {
  return {
    async add(ctx, { kind, payload, runAt, key, maxAttempts }) {
      await ctx.db.execute(
        sql`select from graphile_worker.add_job(${kind}, ${JSON.stringify(payload)}::json, run_at => ${runAt?.toISOString() ?? null}::timestamptz,
          job_key => ${key ?? null}::text, max_attempts => ${maxAttempts ?? null}::int)`,
      )
    },
  }
}
