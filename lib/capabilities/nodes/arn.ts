import type { Ctx } from '#lib/platform/context'
import { managedInstanceArn } from '#lib/vocabulary/arn'

export function nodeArn(ctx: Ctx, nodeId: string): string {
  return managedInstanceArn({ region: ctx.config.region, accountId: ctx.caller.accountId }, nodeId)
}
