import type { Ctx } from '#lib/platform/context'
import { arnWords } from './model'
import type { ResourceName } from './store'

export function taggedArn(ctx: Ctx, resource: ResourceName): string {
  const id = resource.id.replace(/^\/+/, '')
  return `arn:aws:ssm:${ctx.config.region}:${ctx.caller.accountId}:${arnWords[resource.type]}/${id}`
}
