import { ListResourceTagsRequest$, type ListResourceTagsRequest, type ListResourceTagsResponse } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { requireKey, resourceOf } from '../lookup'
import { kmsShape } from '../shape'
import type { Key } from '../store'
import { markedPage } from '../wire'

export const listResourceTags = operation({
  service: 'kms',
  name: 'ListResourceTags',
  access: 'read',
  input: kmsShape<ListResourceTagsRequest>(ListResourceTagsRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(ctx, input): Promise<ListResourceTagsResponse> {
    const { tags } = await requireKey(ctx, input.KeyId ?? '')
    const sorted = tags.toSorted((one, other) => (one.TagKey < other.TagKey ? -1 : 1))
    const { rows, nextToken } = await markedPage<Key['tags'][number]>(input, {
      purpose: 'ListResourceTags',
      keyOf: ({ TagKey }) => TagKey,
      read: async (after, limit) => sorted.filter(({ TagKey }) => after === undefined || TagKey > after).slice(0, limit),
    })
    return { Tags: [...rows], NextMarker: nextToken, Truncated: nextToken !== undefined }
  },
})
