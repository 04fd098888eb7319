import type { Ctx } from '#lib/platform/context'
import type { JobManifest, JobPayload } from '#lib/platform/jobs/jobs'
import { inAccount } from './engine/account'
import { advance, wakeNodes } from './engine/advance'
import { compactJob, compactOutputs } from './engine/compact'
import { exportJob, exportOutputs } from './engine/export-output'
import { deleteOldCommands, recoverCommands } from './engine/upkeep'
import { advanceJob, wakeNodesJob } from './engine/settle'

export const runCommandJobs: JobManifest = {
  [advanceJob]: (ctx, payload) => advance(accountOf(ctx, payload), textOf(payload, 'commandId')),
  [wakeNodesJob]: (ctx, payload) => wakeNodes(accountOf(ctx, payload), nodeIdsOf(payload), { isPresent: false, resend: false }),
  [compactJob]: (ctx, payload) => compactOutputs(accountOf(ctx, payload), textOf(payload, 'commandId')),
  [exportJob]: (ctx, payload) => exportOutputs(accountOf(ctx, payload), textOf(payload, 'commandId'), stepsOf(payload)),
  /** Every minute. */
  'run-command.recover': (ctx) => recoverCommands(ctx),
  /** Every hour. */
  'run-command.prune': (ctx) => deleteOldCommands(ctx),
}

function accountOf(ctx: Ctx, payload: JobPayload): Ctx {
  return inAccount(ctx, textOf(payload, 'accountId'))
}

function textOf(payload: JobPayload, member: string): string {
  const value = payload[member]
  if (typeof value !== 'string') throw new Error(`A job came without ${member}`)
  return value
}

function stepsOf(payload: JobPayload): readonly { nodeId: string; step: string }[] {
  const value = payload['steps']
  const isPair = (pair: unknown): pair is [string, string] =>
    Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string'
  return Array.isArray(value) ? value.filter(isPair).map(([nodeId, step]) => ({ nodeId, step })) : []
}

function nodeIdsOf(payload: JobPayload): readonly string[] {
  const value = payload['nodeIds']
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []
}
