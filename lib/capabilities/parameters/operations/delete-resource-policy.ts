import {
  DeleteResourcePolicyRequest$,
  type DeleteResourcePolicyRequest,
  type DeleteResourcePolicyResponse,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { requirePolicy, requireShared } from '../sharing'
import { removeResourcePolicy } from '../store/resource-policies'

export const deleteResourcePolicy = operation({
  name: 'DeleteResourcePolicy',
  access: 'write',
  input: sdkShape<DeleteResourcePolicyRequest>(DeleteResourcePolicyRequest$),
  resources: (input) => [input.ResourceArn ?? ''],
  async handle(tx, input): Promise<DeleteResourcePolicyResponse> {
    const parameter = await requireShared(tx, input.ResourceArn ?? '', 'write')
    const { policyId } = await requirePolicy(tx, parameter, { policyId: input.PolicyId, policyHash: input.PolicyHash })
    await removeResourcePolicy(tx, parameter.key, policyId)
    return {}
  },
})
