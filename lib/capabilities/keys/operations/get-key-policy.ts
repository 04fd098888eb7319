import { GetKeyPolicyRequest$, type GetKeyPolicyRequest, type GetKeyPolicyResponse } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { checkPolicyName, defaultPolicy } from '../key-policy'
import { requireKey, resourceOf } from '../lookup'
import { kmsShape } from '../shape'

export const getKeyPolicy = operation({
  service: 'kms',
  name: 'GetKeyPolicy',
  access: 'read',
  input: kmsShape<GetKeyPolicyRequest>(GetKeyPolicyRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(ctx, input): Promise<GetKeyPolicyResponse> {
    const PolicyName = checkPolicyName(input.PolicyName)
    const { policy, accountId } = await requireKey(ctx, input.KeyId ?? '')
    return { Policy: policy ?? defaultPolicy(accountId), PolicyName }
  },
})
