import { TagResourceRequest$, type TagResourceRequest } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { keyChanged } from '../key-making'
import { withTags } from '../key-tags'
import { keyArn, requireOwnKey, resourceOf } from '../lookup'
import { requireNotPending } from '../model/key-state'
import { kmsShape } from '../shape'
import { updateKey } from '../store'

export const tagResource = operation({
  service: 'kms',
  name: 'TagResource',
  access: 'write',
  input: kmsShape<TagResourceRequest>(TagResourceRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(tx, input): Promise<undefined> {
    const { keyId, state, tags } = await requireOwnKey(tx, input.KeyId ?? '')
    requireNotPending(keyArn(tx, keyId), state)
    await updateKey(tx, keyId, { tags: withTags(tags, input.Tags) })
    await keyChanged(tx, keyId)
  },
})
