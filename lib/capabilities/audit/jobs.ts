import type { JobManifest } from '#lib/platform/jobs/jobs'
import { deleteAuditRecordsBefore } from './store'

export const auditJobs: JobManifest = {
  'audit.prune': (ctx) =>
    deleteAuditRecordsBefore(ctx, new Date(ctx.clock.now().getTime() - ctx.config.limits.auditDays * 86_400_000)),
}
