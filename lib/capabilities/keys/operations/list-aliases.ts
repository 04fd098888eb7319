import { ListAliasesRequest$, type ListAliasesRequest, type ListAliasesResponse } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { parameterKeyId } from '../key-making'
import { aliasArn, requireKey, resourceOf } from '../lookup'
import { kmsShape } from '../shape'
import { type KeyAlias, listAliasRows } from '../store'
import { markedPage } from '../wire'

export const listAliases = operation({
  service: 'kms',
  name: 'ListAliases',
  access: 'read',
  input: kmsShape<ListAliasesRequest>(ListAliasesRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(ctx, input): Promise<ListAliasesResponse> {
    await parameterKeyId(ctx)
    const keyId = input.KeyId === undefined ? undefined : (await requireKey(ctx, input.KeyId)).keyId
    const { rows, nextToken } = await markedPage<KeyAlias>(input, {
      purpose: 'ListAliases',
      keyOf: ({ alias }) => alias,
      read: (after, limit) => listAliasRows(ctx, { keyId, after, limit }),
    })
    const Aliases = rows.map((row) => ({
      AliasName: row.alias,
      AliasArn: aliasArn(ctx, row.alias),
      TargetKeyId: row.keyId,
      CreationDate: row.createdAt,
      LastUpdatedDate: row.updatedAt,
    }))
    return { Aliases, NextMarker: nextToken, Truncated: nextToken !== undefined }
  },
})
