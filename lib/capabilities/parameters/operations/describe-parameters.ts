import { DescribeParametersRequest$, type DescribeParametersRequest, type DescribeParametersResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { type Condition, parseFilters } from '../model/filters'
import { listParameters } from '../store/listings'
import { wireMetadata } from '../wire'

const purpose = 'DescribeParameters'
const byDefault = 50

export const describeParameters = operation({
  name: 'DescribeParameters',
  access: 'read',
  input: sdkShape<DescribeParametersRequest>(DescribeParametersRequest$),
  resources: () => ['*'],
  async handle(ctx, input): Promise<DescribeParametersResult> {
    // Nothing can be shared with this account.
    if (input.Shared) return { Parameters: [] }
    const conditions = conditionsOf(input)
    const after = decodeNextToken(purpose, input.NextToken, ['text'])?.[0]
    const limit = input.MaxResults ?? byDefault
    const rows = await listParameters(ctx, { conditions, after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ key }) => [key] })
    return { Parameters: page.rows.map((row) => wireMetadata(ctx, row)), NextToken: page.nextToken }
  },
})

/** `Filters` is the older form, whose values are compared whole. */
function conditionsOf({ Filters = [], ParameterFilters = [] }: DescribeParametersRequest): readonly Condition[] {
  if (Filters.length > 0 && ParameterFilters.length > 0) {
    throw new ApiError('ValidationException', 'You can use either Filters or ParameterFilters in a single request.')
  }
  const older = Filters.map(({ Key, Values }) => ({ Key, Values, Option: 'Equals' }))
  return parseFilters(older.length > 0 ? older : ParameterFilters, purpose)
}
