import { AddTagsToResourceRequest$, type AddTagsToResourceRequest, type AddTagsToResourceResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { taggedArn } from '../arn'
import { resourceOf, tagsOf } from '../request'
import { addTags } from '../tagging'

export const addTagsToResource = operation({
  name: 'AddTagsToResource',
  access: 'write',
  input: sdkShape<AddTagsToResourceRequest>(AddTagsToResourceRequest$),
  resources: (input, ctx) => [taggedArn(ctx, resourceOf(input))],
  async handle(tx, input): Promise<AddTagsToResourceResult> {
    await addTags(tx, resourceOf(input), tagsOf(input.Tags))
    return {}
  },
})
