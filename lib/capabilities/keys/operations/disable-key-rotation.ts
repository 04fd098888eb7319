import { DisableKeyRotationRequest$, type DisableKeyRotationRequest } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { keyChanged } from '../key-making'
import { keyArn, requireOwnKey, resourceOf } from '../lookup'
import { requireEnabled } from '../model/key-state'
import { kmsShape } from '../shape'
import { updateKey } from '../store'

export const disableKeyRotation = operation({
  service: 'kms',
  name: 'DisableKeyRotation',
  access: 'write',
  input: kmsShape<DisableKeyRotationRequest>(DisableKeyRotationRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(tx, input): Promise<undefined> {
    const { keyId, state } = await requireOwnKey(tx, input.KeyId ?? '')
    requireEnabled(keyArn(tx, keyId), state)
    await updateKey(tx, keyId, { rotates: false, rotationDueAt: null })
    await keyChanged(tx, keyId)
  },
})
