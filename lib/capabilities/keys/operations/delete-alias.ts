import { DeleteAliasRequest$, type DeleteAliasRequest } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { keyChanged } from '../key-making'
import { aliasArn } from '../lookup'
import { checkAliasName } from '../model/identifier'
import { kmsShape } from '../shape'
import { findAlias, removeAlias } from '../store'

export const deleteAlias = operation({
  service: 'kms',
  name: 'DeleteAlias',
  access: 'write',
  input: kmsShape<DeleteAliasRequest>(DeleteAliasRequest$),
  resources: (input, ctx) => [aliasArn(ctx, input.AliasName ?? '')],
  async handle(tx, input): Promise<undefined> {
    const alias = input.AliasName ?? ''
    checkAliasName(alias)
    const found = await findAlias(tx, alias)
    const wasThere = await removeAlias(tx, alias)
    if (!found || !wasThere) throw new ApiError('NotFoundException', `Alias ${aliasArn(tx, alias)} is not found.`)
    await keyChanged(tx, found.keyId)
  },
})
