import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { ApiError } from '#lib/vocabulary/api-error'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { newAccessKeyId, newSecretAccessKey } from '../access-key-id'
import { requireKeyUser, userArn } from '../key-user'
import { accessKeysSubject, secretContext } from '../signing-keys'
import { countAccessKeys, insertAccessKey } from '../store'

const mostKeys = 5

/** Makes a key pair for the caller, or for another user when an owner names one; the secret is answered this once. */
export const createAccessKey = operation({
  service: 'quarterdeck',
  name: 'CreateAccessKey',
  access: 'write',
  input: ownShape('CreateAccessKeyRequest', structure({ Email: text({ max: 254 }), Description: text({ max: 200 }) })),
  resources: (input, ctx) => [userArn(ctx, input.Email)],
  async handle(tx, input) {
    const user = await requireKeyUser(tx, input.Email)
    if ((await countAccessKeys(tx, user.id)) >= mostKeys) {
      throw new ApiError('LimitExceededException', `${user.email} has ${mostKeys} access keys already: delete one first.`)
    }
    const accessKeyId = newAccessKeyId()
    const secret = newSecretAccessKey()
    const createdAt = tx.clock.now()
    await insertAccessKey(tx, {
      accountId: tx.caller.accountId,
      accessKeyId,
      userId: user.id,
      sealedSecret: await tx.secrets.seal(Buffer.from(secret, 'utf8'), secretContext(accessKeyId)),
      status: 'Active',
      description: input.Description ?? '',
      createdAt,
      lastUsedAt: null,
      lastUsedService: null,
    })
    await append(tx, { capability: 'auth', type: 'access-key.created', resource: accessKeyId, topics: ['access-keys'] })
    tx.afterCommit(() => tx.bus.publish(accessKeysSubject, new Uint8Array()))
    return {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secret,
      Email: user.email,
      CreatedDate: createdAt,
      Region: tx.config.region,
    }
  },
})
