import { DisableKeyRequest$, type DisableKeyRequest } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { keyChanged } from '../key-making'
import { keyArn, requireOwnKey, resourceOf } from '../lookup'
import { requireNotPending } from '../model/key-state'
import { kmsShape } from '../shape'
import { updateKey } from '../store'

export const disableKey = operation({
  service: 'kms',
  name: 'DisableKey',
  access: 'write',
  input: kmsShape<DisableKeyRequest>(DisableKeyRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(tx, input): Promise<undefined> {
    const { keyId, state } = await requireOwnKey(tx, input.KeyId ?? '')
    requireNotPending(keyArn(tx, keyId), state)
    await updateKey(tx, keyId, { state: 'Disabled' })
    await keyChanged(tx, keyId)
  },
})
