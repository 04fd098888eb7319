import type { JobManifest } from '#lib/platform/jobs/jobs'
import { enforcePolicies } from './policy-work'
import { rewrapValues } from './rewrapping'
import { deleteChangeSetsBefore } from './store/change-sets'
import { deleteUsesBefore } from './store/uses'

const keptDays = 90

export const parameterJobs: JobManifest = {
  'parameters.policies': (ctx) => enforcePolicies(ctx),
  'parameters.rewrap': (ctx) => rewrapValues(ctx),
  'parameters.prune': (ctx) => deleteUsesBefore(ctx, new Date(ctx.clock.now().getTime() - keptDays * 86_400_000)),
  'parameters.prune-change-sets': (ctx) =>
    deleteChangeSetsBefore(ctx, new Date(ctx.clock.now().getTime() - keptDays * 86_400_000)),
}

/** How often each is due. */
export const recurringParameterJobs = [
  { kind: 'parameters.policies', seconds: 60 },
  { kind: 'parameters.rewrap', seconds: 3600 },
  { kind: 'parameters.prune', seconds: 3600 },
  { kind: 'parameters.prune-change-sets', seconds: 3600 },
] as const
