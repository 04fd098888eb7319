import type { JobManifest } from '#lib/platform/jobs/jobs'
import { deleteAuditRecordsBefore } from './store'

const daysKept = 90

export const auditJobs: JobManifest = {
  'audit.prune': (ctx) => deleteAuditRecordsBefore(ctx, new Date(ctx.clock.now().getTime() - daysKept * 86_400_000)),
}
