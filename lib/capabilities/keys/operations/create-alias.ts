import { CreateAliasRequest$, type CreateAliasRequest } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { requireAliasTarget } from '../aliasing'
import { keyChanged } from '../key-making'
import { aliasArn, resourceOf } from '../lookup'
import { checkAliasName } from '../model/identifier'
import { kmsShape } from '../shape'
import { insertAlias } from '../store'

export const createAlias = operation({
  service: 'kms',
  name: 'CreateAlias',
  access: 'write',
  input: kmsShape<CreateAliasRequest>(CreateAliasRequest$),
  resources: (input, ctx) => [aliasArn(ctx, input.AliasName ?? ''), resourceOf(ctx, input.TargetKeyId)],
  async handle(tx, input): Promise<undefined> {
    const alias = input.AliasName ?? ''
    checkAliasName(alias)
    const keyId = await requireAliasTarget(tx, input.TargetKeyId ?? '')
    const now = tx.clock.now()
    const isNew = await insertAlias(tx, { accountId: tx.caller.accountId, alias, keyId, createdAt: now, updatedAt: now })
    if (!isNew) throw new ApiError('AlreadyExistsException', `An alias with the name ${aliasArn(tx, alias)} already exists`)
    await keyChanged(tx, keyId)
  },
})
