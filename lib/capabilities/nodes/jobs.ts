import type { JobManifest } from '#lib/platform/jobs/jobs'
import { deleteOldTombstones, sweepNodes } from './sweep'

export const nodeJobs: JobManifest = {
  /** Every 10 s: `sweepEverySeconds` in model/ping-status.ts is part of what the README promises. */
  'nodes.sweep': (ctx) => sweepNodes(ctx),
  /** Every hour. */
  'nodes.prune': (ctx) => deleteOldTombstones(ctx),
}
