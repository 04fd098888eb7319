import type { ListNodesRequest } from '@aws-sdk/client-ssm'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import type { NodeCondition } from './model/condition'
import { parseNodeFilters } from './model/node-filters'

/** What ListNodes and ListNodesSummary share. */
export function nodeConditions(ctx: Ctx, input: Pick<ListNodesRequest, 'Filters' | 'SyncName'>): readonly NodeCondition[] {
  if (input.SyncName !== undefined) {
    throw new ApiError('ResourceDataSyncNotFoundException', `There is no resource data sync ${input.SyncName}.`)
  }
  const filters = (input.Filters ?? []).map(({ Key = '', Values = [], Type = 'Equal' }) => ({
    key: String(Key),
    values: Values,
    type: Type,
  }))
  return parseNodeFilters(filters, { region: ctx.config.region, accountId: ctx.caller.accountId })
}
