import {
  GetKeyRotationStatusRequest$,
  type GetKeyRotationStatusRequest,
  type GetKeyRotationStatusResponse,
} from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { keyArn, requireKey, resourceOf } from '../lookup'
import { requireNotPending } from '../model/key-state'
import { kmsShape } from '../shape'

export const getKeyRotationStatus = operation({
  service: 'kms',
  name: 'GetKeyRotationStatus',
  access: 'read',
  input: kmsShape<GetKeyRotationStatusRequest>(GetKeyRotationStatusRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(ctx, input): Promise<GetKeyRotationStatusResponse> {
    const key = await requireKey(ctx, input.KeyId ?? '')
    requireNotPending(keyArn(ctx, key.keyId), key.state)
    return {
      KeyId: keyArn(ctx, key.keyId),
      KeyRotationEnabled: key.rotates,
      RotationPeriodInDays: key.rotates ? key.rotationDays : undefined,
      NextRotationDate: key.rotationDueAt ?? undefined,
    }
  },
})
