import type { JobManifest } from '#lib/platform/jobs/jobs'
import { sweepEverySeconds } from './model/ping-status'
import { deleteOldTombstones, sweepNodes } from './sweep'

export const nodeJobs: JobManifest = {
  'nodes.sweep': (ctx) => sweepNodes(ctx),
  'nodes.prune': (ctx) => deleteOldTombstones(ctx),
}

/** How often each is due. */
export const recurringNodeJobs = [
  { kind: 'nodes.sweep', seconds: sweepEverySeconds },
  { kind: 'nodes.prune', seconds: 3600 },
] as const
