import type { Ctx } from '#lib/platform/context'
import type { JobManifest } from '#lib/platform/jobs/jobs'
import { enforcePolicies } from './policy-work'
import { countReads, keptReadDays } from './read-counting'
import { rewrapValues } from './rewrapping'
import { deleteChangeSetsBefore } from './store/change-sets'
import { deleteReadsBefore } from './store/reads'
import { deleteUsesBefore } from './store/uses'

export const parameterJobs: JobManifest = {
  'parameters.policies': (ctx) => enforcePolicies(ctx),
  'parameters.rewrap': (ctx) => rewrapValues(ctx),
  'parameters.reads': (ctx) => countReads(ctx),
  'parameters.prune': (ctx) => prune(ctx),
}

async function prune(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - keptReadDays * 86_400_000)
  await deleteUsesBefore(ctx, before)
  await deleteChangeSetsBefore(ctx, before)
  await deleteReadsBefore(ctx, before.toISOString().slice(0, 10))
}

/** How often each is due. */
export const recurringParameterJobs = [
  { kind: 'parameters.policies', seconds: 60 },
  { kind: 'parameters.reads', seconds: 60 },
  { kind: 'parameters.rewrap', seconds: 3600 },
  { kind: 'parameters.prune', seconds: 3600 },
] as const
