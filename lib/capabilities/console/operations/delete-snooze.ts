import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { announce } from '../announce'
import { deleteSnooze as remove } from '../store/snoozes'

export const deleteSnooze = operation({
  service: 'quarterdeck',
  name: 'DeleteSnooze',
  access: 'write',
  input: ownShape('DeleteSnoozeRequest', structure({ Problem: text({ required: true, min: 1, max: 512 }) })),
  resources: () => ['*'],
  async handle(tx, input) {
    if (!(await remove(tx, input.Problem)))
      throw new ApiError('ResourceNotFoundException', 'This problem is not snoozed any more.')
    await announce(tx, 'snooze', 'overview')
    return {}
  },
})
