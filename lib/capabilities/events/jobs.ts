import type { JobManifest } from '#lib/platform/jobs/jobs'
import { deleteEventsBefore } from './store'

const daysKept = 7

export const eventJobs: JobManifest = {
  'events.prune': (ctx) => deleteEventsBefore(ctx, new Date(ctx.clock.now().getTime() - daysKept * 86_400_000)),
}
