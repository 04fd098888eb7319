import { sql } from 'drizzle-orm'
import type { Jobs } from '#lib/platform/jobs/jobs'

/** Adds to the real queue, so that a test sees what was enqueued with `select … from graphile_worker.jobs`; nothing runs them. */
export const queueOnlyJobs: Jobs = {
  async add(ctx, kind, payload, options = {}) {
    const json = JSON.stringify(payload)
    await ctx.db.execute(
      sql`select graphile_worker.add_job(${kind}, ${json}::json, run_at => ${options.runAt?.toISOString() ?? null}::timestamptz,
        job_key => ${options.key ?? null}::text, max_attempts => ${options.maxAttempts ?? null}::int)`,
    )
  },
}
