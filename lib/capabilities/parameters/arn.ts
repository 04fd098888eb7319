import type { Ctx } from '#lib/platform/context'
import { parameterArn } from '#lib/vocabulary/arn'

/** What policy is checked against: the ARN as given, or that of the name without its selector. */
export function arnOf(ctx: Ctx, given: string | undefined): string {
  const text = (given ?? '').trim()
  if (text.startsWith('arn:')) return text
  return parameterArn({ region: ctx.config.region, accountId: ctx.caller.accountId }, text.replace(/:.*$/, ''))
}
