import { requireSelf } from '#lib/capabilities/auth/index'
import type { Ctx } from '#lib/platform/context'
import { validationFailed } from '#lib/vocabulary/api-error'
import { managedInstanceArn } from '#lib/vocabulary/arn'
import { type JobId, parseJobId } from './model/agent-report'

/** The message ids of the older transport are the job ids of the control channel. A node speaks of its own alone. */
export function requireOwnJob(ctx: Ctx, messageId: string): JobId {
  const job = parseJobId(messageId)
  if (!job) throw validationFailed([`Value at 'messageId' is not the id of a message`])
  requireSelf(ctx.caller, job.nodeId)
  return job
}

export function messageResource(messageId: string, ctx: Ctx): string {
  return managedInstanceArn({ region: ctx.config.region, accountId: ctx.caller.accountId }, parseJobId(messageId)?.nodeId ?? '*')
}
