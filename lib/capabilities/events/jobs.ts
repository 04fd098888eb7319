import type { JobManifest } from '#lib/platform/jobs/jobs'
import { deleteEventsBefore } from './store'

export const eventJobs: JobManifest = {
  'events.prune': (ctx) =>
    deleteEventsBefore(ctx, new Date(ctx.clock.now().getTime() - ctx.config.limits.eventDays * 86_400_000)),
}
