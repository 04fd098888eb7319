import { ListTagsForResourceRequest$, type ListTagsForResourceRequest, type ListTagsForResourceResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { taggedArn } from '../arn'
import { resourceOf } from '../request'
import { findTags, requireTaggable } from '../store'

export const listTagsForResource = operation({
  name: 'ListTagsForResource',
  access: 'read',
  input: sdkShape<ListTagsForResourceRequest>(ListTagsForResourceRequest$),
  resources: (input, ctx) => [taggedArn(ctx, resourceOf(input))],
  async handle(ctx, input): Promise<ListTagsForResourceResult> {
    const resource = resourceOf(input)
    await requireTaggable(ctx, resource)
    return { TagList: [...(await findTags(ctx, resource))] }
  },
})
