import {
  DescribeInstanceInformationRequest$,
  type DescribeInstanceInformationRequest,
  type DescribeInstanceInformationResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { validationFailed } from '#lib/vocabulary/api-error'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { type InstanceFilter, parseInstanceFilters } from '../model/instance-filters'
import { listPublicNodes } from '../store/nodes'
import { instanceInformation } from '../wire'

const defaultPage = 10

/** One page is one query: a well-formed id that is not ours is simply not in the answer. */
export const describeInstanceInformation = operation({
  name: 'DescribeInstanceInformation',
  access: 'read',
  input: sdkShape<DescribeInstanceInformationRequest>(DescribeInstanceInformationRequest$),
  resources: () => ['*'],
  async handle(ctx, input): Promise<DescribeInstanceInformationResult> {
    const [after] = decodeNextToken('DescribeInstanceInformation', input.NextToken, ['text']) ?? []
    const limit = input.MaxResults ?? defaultPage
    const conditions = parseInstanceFilters(filtersOf(input))
    const found = await listPublicNodes(ctx, conditions, { after, limit: limit + 1 })
    const { rows, nextToken } = pageOf('DescribeInstanceInformation', found, { limit, key: (row) => [row.id] })
    return { InstanceInformationList: rows.map(instanceInformation), NextToken: nextToken }
  },
})

function filtersOf(input: DescribeInstanceInformationRequest): readonly InstanceFilter[] {
  const old = (input.InstanceInformationFilterList ?? []).map(({ key = '', valueSet = [] }) => ({
    key: String(key),
    values: valueSet,
  }))
  const filters = (input.Filters ?? []).map(({ Key = '', Values = [] }) => ({ key: Key, values: Values }))
  if (old.length > 0 && filters.length > 0)
    throw validationFailed(['Filters and InstanceInformationFilterList cannot be given together'])
  return [...old, ...filters]
}
