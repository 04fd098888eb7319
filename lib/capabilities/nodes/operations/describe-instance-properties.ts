import {
  DescribeInstancePropertiesRequest$,
  type DescribeInstancePropertiesRequest,
  type DescribeInstancePropertiesResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { type PropertyFilter, parsePropertyFilters } from '../model/property-filters'
import { listPublicNodes } from '../store/nodes'
import { instanceProperty } from '../wire'

const defaultPage = 50

export const describeInstanceProperties = operation({
  name: 'DescribeInstanceProperties',
  access: 'read',
  input: sdkShape<DescribeInstancePropertiesRequest>(DescribeInstancePropertiesRequest$),
  resources: () => ['*'],
  async handle(ctx, input): Promise<DescribeInstancePropertiesResult> {
    const [after] = decodeNextToken('DescribeInstanceProperties', input.NextToken, ['text']) ?? []
    const limit = input.MaxResults ?? defaultPage
    const conditions = parsePropertyFilters(filtersOf(input))
    const found = await listPublicNodes(ctx, conditions, { after, limit: limit + 1 })
    const { rows, nextToken } = pageOf('DescribeInstanceProperties', found, { limit, key: (row) => [row.id] })
    return { InstanceProperties: rows.map(instanceProperty), NextToken: nextToken }
  },
})

function filtersOf(input: DescribeInstancePropertiesRequest): readonly PropertyFilter[] {
  const plain = (input.InstancePropertyFilterList ?? []).map(({ key = '', valueSet = [] }) => {
    return { key: String(key), values: valueSet, operator: 'Equal' }
  })
  const withOperator = (input.FiltersWithOperator ?? []).map(({ Key = '', Values = [], Operator = 'Equal' }) => {
    return { key: Key, values: Values, operator: String(Operator) }
  })
  return [...plain, ...withOperator]
}
