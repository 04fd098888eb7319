import {
  ScheduleKeyDeletionRequest$,
  type ScheduleKeyDeletionRequest,
  type ScheduleKeyDeletionResponse,
} from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { validationFailed } from '#lib/vocabulary/api-error'
import { keyChanged } from '../key-making'
import { keyArn, requireOwnKey, resourceOf } from '../lookup'
import { daysAfter, deletionDays, requireNotPending } from '../model/key-state'
import { kmsShape } from '../shape'
import { updateKey } from '../store'

export const scheduleKeyDeletion = operation({
  service: 'kms',
  name: 'ScheduleKeyDeletion',
  access: 'write',
  input: kmsShape<ScheduleKeyDeletionRequest>(ScheduleKeyDeletionRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(tx, input): Promise<ScheduleKeyDeletionResponse> {
    const days = input.PendingWindowInDays ?? deletionDays.byDefault
    if (days < deletionDays.least || days > deletionDays.most)
      throw validationFailed([`PendingWindowInDays must be from ${deletionDays.least} to ${deletionDays.most}`])
    const { keyId, state } = await requireOwnKey(tx, input.KeyId ?? '')
    const arn = keyArn(tx, keyId)
    requireNotPending(arn, state)
    const deletionAt = daysAfter(tx.clock.now(), days)
    await updateKey(tx, keyId, { state: 'PendingDeletion', deletionAt, deletionDays: days })
    await keyChanged(tx, keyId)
    return { KeyId: arn, DeletionDate: deletionAt, KeyState: 'PendingDeletion', PendingWindowInDays: days }
  },
})
