import type { Ctx } from '#lib/platform/context'

export function nodeArn(ctx: Ctx, nodeId: string): string {
  return `arn:aws:ssm:${ctx.config.region}:${ctx.caller.accountId}:managed-instance/${nodeId}`
}
