import type { JobManifest } from '#lib/platform/jobs/jobs'
import { deleteOldAttempts } from './store'

export const activationJobs: JobManifest = {
  /** Every hour. */
  'activations.prune': (ctx) => deleteOldAttempts(ctx, new Date(ctx.clock.now().getTime() - 3_600_000)),
}
