import { RotateKeyOnDemandRequest$, type RotateKeyOnDemandRequest, type RotateKeyOnDemandResponse } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { rotateKey } from '../key-making'
import { keyArn, requireOwnKey, resourceOf } from '../lookup'
import { requireEnabled } from '../model/key-state'
import { kmsShape } from '../shape'

export const rotateKeyOnDemand = operation({
  service: 'kms',
  name: 'RotateKeyOnDemand',
  access: 'write',
  input: kmsShape<RotateKeyOnDemandRequest>(RotateKeyOnDemandRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(tx, input): Promise<RotateKeyOnDemandResponse> {
    const key = await requireOwnKey(tx, input.KeyId ?? '')
    requireEnabled(keyArn(tx, key.keyId), key.state)
    await rotateKey(tx, key)
    return { KeyId: keyArn(tx, key.keyId) }
  },
})
