import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { ApiError } from '#lib/vocabulary/api-error'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { ownKeysOnly } from '../key-user'
import { accessKeysSubject } from '../signing-keys'
import { setAccessKeyStatus } from '../store'

/** Switches a key off and on again, so that it can be rotated without haste. */
export const updateAccessKey = operation({
  service: 'quarterdeck',
  name: 'UpdateAccessKey',
  access: 'write',
  input: ownShape(
    'UpdateAccessKeyRequest',
    structure({
      AccessKeyId: text({ required: true, min: 16, max: 128 }),
      Status: text({ required: true, oneOf: ['Active', 'Inactive'] }),
    }),
  ),
  resources: (input) => [input.AccessKeyId],
  async handle(tx, input) {
    const found = await setAccessKeyStatus(tx, { accessKeyId: input.AccessKeyId, ...ownKeysOnly(tx) }, input.Status)
    if (!found) throw new ApiError('NoSuchEntityException', `There is no access key ${input.AccessKeyId}, or it is not yours.`)
    await append(tx, { capability: 'auth', type: 'access-key.changed', resource: input.AccessKeyId, topics: ['access-keys'] })
    tx.afterCommit(() => tx.bus.publish(accessKeysSubject, new Uint8Array()))
    return {}
  },
})
