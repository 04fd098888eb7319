import { EnableKeyRotationRequest$, type EnableKeyRotationRequest } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { keyChanged } from '../key-making'
import { keyArn, requireOwnKey, resourceOf } from '../lookup'
import { daysAfter, requireEnabled, rotationDays as defaultRotation } from '../model/key-state'
import { kmsShape } from '../shape'
import { updateKey } from '../store'

export const enableKeyRotation = operation({
  service: 'kms',
  name: 'EnableKeyRotation',
  access: 'write',
  input: kmsShape<EnableKeyRotationRequest>(EnableKeyRotationRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(tx, input): Promise<undefined> {
    const { keyId, state } = await requireOwnKey(tx, input.KeyId ?? '')
    requireEnabled(keyArn(tx, keyId), state)
    const rotationDays = input.RotationPeriodInDays ?? defaultRotation.byDefault
    await updateKey(tx, keyId, { rotates: true, rotationDays, rotationDueAt: daysAfter(tx.clock.now(), rotationDays) })
    await keyChanged(tx, keyId)
  },
})
