import { ListKeysRequest$, type ListKeysRequest, type ListKeysResponse } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { parameterKeyId } from '../key-making'
import { keyArn } from '../lookup'
import { kmsShape } from '../shape'
import { type Key, listKeyRows } from '../store'
import { markedPage } from '../wire'

export const listKeys = operation({
  service: 'kms',
  name: 'ListKeys',
  access: 'read',
  input: kmsShape<ListKeysRequest>(ListKeysRequest$),
  resources: () => ['*'],
  async handle(ctx, input): Promise<ListKeysResponse> {
    await parameterKeyId(ctx)
    const { rows, nextToken } = await markedPage<Key>(input, {
      purpose: 'ListKeys',
      keyOf: ({ keyId }) => keyId,
      read: (after, limit) => listKeyRows(ctx, after, limit),
    })
    const Keys = rows.map(({ keyId }) => ({ KeyId: keyId, KeyArn: keyArn(ctx, keyId) }))
    return { Keys, NextMarker: nextToken, Truncated: nextToken !== undefined }
  },
})
