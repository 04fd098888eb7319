import { UntagResourceRequest$, type UntagResourceRequest } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { keyChanged } from '../key-making'
import { keyArn, requireOwnKey, resourceOf } from '../lookup'
import { requireNotPending } from '../model/key-state'
import { kmsShape } from '../shape'
import { updateKey } from '../store'

/** Of tags that are not there nothing is said. */
export const untagResource = operation({
  service: 'kms',
  name: 'UntagResource',
  access: 'write',
  input: kmsShape<UntagResourceRequest>(UntagResourceRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(tx, input): Promise<undefined> {
    const { keyId, state, tags } = await requireOwnKey(tx, input.KeyId ?? '')
    requireNotPending(keyArn(tx, keyId), state)
    const gone = new Set(input.TagKeys)
    await updateKey(tx, keyId, { tags: tags.filter(({ TagKey }) => !gone.has(TagKey)) })
    await keyChanged(tx, keyId)
  },
})
