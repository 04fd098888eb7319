import { sql } from 'drizzle-orm'
import type { Jobs } from '#lib/platform/jobs/jobs'

/** Adds to the real queue, so that a test sees what was enqueued with `select … from graphile_worker.jobs`; nothing runs them. */
export const queueOnlyJobs: Jobs = {
  async add(ctx, { kind, payload, runAt, key, maxAttempts }) {
    const json = JSON.stringify(payload)
    await ctx.db.execute(
      sql`select graphile_worker.add_job(${kind}, ${json}::json, run_at => ${runAt?.toISOString() ?? null}::timestamptz,
        job_key => ${key ?? null}::text, max_attempts => ${maxAttempts ?? null}::int)`,
    )
  },
}
