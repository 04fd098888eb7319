import type { JobManifest } from '#lib/platform/jobs/jobs'
import { deleteOldAttempts } from './store'

export const activationJobs: JobManifest = {
  'activations.prune': (ctx) => deleteOldAttempts(ctx, new Date(ctx.clock.now().getTime() - 3_600_000)),
}

/** How often each is due. */
export const recurringActivationJobs = [{ kind: 'activations.prune', seconds: 3600 }] as const
