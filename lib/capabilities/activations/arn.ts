import type { Ctx } from '#lib/platform/context'

export function activationArn(ctx: Ctx, activationId: string): string {
  return `arn:aws:ssm:${ctx.config.region}:${ctx.caller.accountId}:activation/${activationId}`
}
