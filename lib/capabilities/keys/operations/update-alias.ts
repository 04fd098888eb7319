import { UpdateAliasRequest$, type UpdateAliasRequest } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { requireAliasTarget } from '../aliasing'
import { keyChanged } from '../key-making'
import { aliasArn, resourceOf } from '../lookup'
import { checkAliasName } from '../model/identifier'
import { kmsShape } from '../shape'
import { updateAliasKey } from '../store'

export const updateAlias = operation({
  service: 'kms',
  name: 'UpdateAlias',
  access: 'write',
  input: kmsShape<UpdateAliasRequest>(UpdateAliasRequest$),
  resources: (input, ctx) => [aliasArn(ctx, input.AliasName ?? ''), resourceOf(ctx, input.TargetKeyId)],
  async handle(tx, input): Promise<undefined> {
    const alias = input.AliasName ?? ''
    checkAliasName(alias)
    const keyId = await requireAliasTarget(tx, input.TargetKeyId ?? '')
    const isThere = await updateAliasKey(tx, alias, { keyId, updatedAt: tx.clock.now() })
    if (!isThere) throw new ApiError('NotFoundException', `Alias ${aliasArn(tx, alias)} is not found.`)
    await keyChanged(tx, keyId)
  },
})
