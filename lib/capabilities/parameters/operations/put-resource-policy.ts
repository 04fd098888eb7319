import { PutResourcePolicyRequest$, type PutResourcePolicyRequest, type PutResourcePolicyResponse } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { sdkShape } from '#lib/wire/sdk-shape'
import { parseResourcePolicy } from '../model/resource-policy'
import { hashOf, mostPolicies, ownArn, requirePolicy, requireShared } from '../sharing'
import type { Parameter } from '../store/parameters'
import { listResourcePolicies, upsertResourcePolicy } from '../store/resource-policies'

/** Without PolicyId a new policy; with it, that one is replaced if its hash is still the one given. */
export const putResourcePolicy = operation({
  name: 'PutResourcePolicy',
  access: 'write',
  input: sdkShape<PutResourcePolicyRequest>(PutResourcePolicyRequest$),
  resources: (input) => [input.ResourceArn ?? ''],
  async handle(tx, input): Promise<PutResourcePolicyResponse> {
    const parameter = await requireShared(tx, input.ResourceArn ?? '', 'write')
    const policy = input.Policy ?? ''
    const allowed = parseResourcePolicy(policy, ownArn(tx, parameter))
    const policyId = input.PolicyId === undefined ? await newPolicyId(tx, parameter) : await presentId(tx, parameter, input)
    const policyHash = hashOf(policy)
    const { accountId, key } = parameter
    await upsertResourcePolicy(tx, { accountId, key, policyId, policyHash, policy, ...allowed })
    return { PolicyId: policyId, PolicyHash: policyHash }
  },
})

async function presentId(tx: Ctx, parameter: Parameter, { PolicyId, PolicyHash }: PutResourcePolicyRequest): Promise<string> {
  return (await requirePolicy(tx, parameter, { policyId: PolicyId, policyHash: PolicyHash })).policyId
}

async function newPolicyId(tx: Ctx, { key }: Parameter): Promise<string> {
  const present = await listResourcePolicies(tx, key, { limit: mostPolicies })
  if (present.length < mostPolicies) return crypto.randomUUID()
  throw new ApiError('ResourcePolicyLimitExceededException', `A parameter can have at most ${mostPolicies} resource policies.`)
}
