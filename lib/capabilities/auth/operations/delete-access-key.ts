import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { ApiError } from '#lib/vocabulary/api-error'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { ownKeysOnly } from '../key-user'
import { accessKeysSubject } from '../signing-keys'
import { deleteAccessKey as remove } from '../store'

export const deleteAccessKey = operation({
  service: 'quarterdeck',
  name: 'DeleteAccessKey',
  access: 'write',
  input: ownShape('DeleteAccessKeyRequest', structure({ AccessKeyId: text({ required: true, min: 16, max: 128 }) })),
  resources: (input) => [input.AccessKeyId],
  async handle(tx, input) {
    const removed = await remove(tx, { accessKeyId: input.AccessKeyId, ...ownKeysOnly(tx) })
    if (!removed) throw new ApiError('NoSuchEntityException', `There is no access key ${input.AccessKeyId}, or it is not yours.`)
    await append(tx, { capability: 'auth', type: 'access-key.deleted', resource: input.AccessKeyId, topics: ['access-keys'] })
    tx.afterCommit(() => tx.bus.publish(accessKeysSubject, new Uint8Array()))
    return {}
  },
})
