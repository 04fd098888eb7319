import { PutKeyPolicyRequest$, type PutKeyPolicyRequest } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { keyChanged } from '../key-making'
import { checkPolicy, checkPolicyName } from '../key-policy'
import { keyArn, requireOwnKey, resourceOf } from '../lookup'
import { requireNotPending } from '../model/key-state'
import { kmsShape } from '../shape'
import { updateKey } from '../store'

/** Kept and given back; who may do what is decided by roles. */
export const putKeyPolicy = operation({
  service: 'kms',
  name: 'PutKeyPolicy',
  access: 'write',
  input: kmsShape<PutKeyPolicyRequest>(PutKeyPolicyRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(tx, input): Promise<undefined> {
    checkPolicyName(input.PolicyName)
    const policy = input.Policy ?? ''
    checkPolicy(policy)
    const { keyId, state } = await requireOwnKey(tx, input.KeyId ?? '')
    requireNotPending(keyArn(tx, keyId), state)
    await updateKey(tx, keyId, { policy })
    await keyChanged(tx, keyId)
  },
})
