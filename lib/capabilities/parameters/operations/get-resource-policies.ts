import {
  GetResourcePoliciesRequest$,
  type GetResourcePoliciesRequest,
  type GetResourcePoliciesResponse,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { mostPolicies, requireShared } from '../sharing'
import { listResourcePolicies } from '../store/resource-policies'

const purpose = 'GetResourcePolicies'

export const getResourcePolicies = operation({
  name: 'GetResourcePolicies',
  access: 'read',
  input: sdkShape<GetResourcePoliciesRequest>(GetResourcePoliciesRequest$),
  resources: (input) => [input.ResourceArn ?? ''],
  async handle(ctx, input): Promise<GetResourcePoliciesResponse> {
    const { key } = await requireShared(ctx, input.ResourceArn ?? '', 'read')
    const after = decodeNextToken(purpose, input.NextToken, ['text'])?.[0]
    const limit = input.MaxResults ?? mostPolicies
    const rows = await listResourcePolicies(ctx, key, { after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ policyId }) => [policyId] })
    const Policies = page.rows.map(({ policyId, policyHash, policy }) => ({
      PolicyId: policyId,
      PolicyHash: policyHash,
      Policy: policy,
    }))
    return { Policies, NextToken: page.nextToken }
  },
})
