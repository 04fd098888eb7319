import { CancelKeyDeletionRequest$, type CancelKeyDeletionRequest, type CancelKeyDeletionResponse } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { keyChanged } from '../key-making'
import { keyArn, requireOwnKey, resourceOf } from '../lookup'
import { requirePending } from '../model/key-state'
import { kmsShape } from '../shape'
import { updateKey } from '../store'

/** The key comes back disabled, as in the real service. */
export const cancelKeyDeletion = operation({
  service: 'kms',
  name: 'CancelKeyDeletion',
  access: 'write',
  input: kmsShape<CancelKeyDeletionRequest>(CancelKeyDeletionRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(tx, input): Promise<CancelKeyDeletionResponse> {
    const { keyId, state } = await requireOwnKey(tx, input.KeyId ?? '')
    requirePending(keyArn(tx, keyId), state)
    await updateKey(tx, keyId, { state: 'Disabled', deletionAt: null, deletionDays: null })
    await keyChanged(tx, keyId)
    return { KeyId: keyArn(tx, keyId) }
  },
})
