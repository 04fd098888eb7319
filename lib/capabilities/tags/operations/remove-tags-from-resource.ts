import {
  RemoveTagsFromResourceRequest$,
  type RemoveTagsFromResourceRequest,
  type RemoveTagsFromResourceResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { taggedArn } from '../arn'
import { resourceOf } from '../request'
import { removeTags } from '../tagging'

export const removeTagsFromResource = operation({
  name: 'RemoveTagsFromResource',
  access: 'write',
  input: sdkShape<RemoveTagsFromResourceRequest>(RemoveTagsFromResourceRequest$),
  resources: (input, ctx) => [taggedArn(ctx, resourceOf(input))],
  async handle(tx, input): Promise<RemoveTagsFromResourceResult> {
    await removeTags(tx, resourceOf(input), input.TagKeys ?? [])
    return {}
  },
})
