import type { Tag as WireTag } from '@aws-sdk/client-ssm'
import { ApiError } from '#lib/vocabulary/api-error'
import { isTaggableType, type Tag } from './model'
import type { ResourceName } from './store'

/** The SDK types required members as possibly undefined; the shape has already refused their absence. */
export function resourceOf(input: { ResourceType: string | undefined; ResourceId: string | undefined }): ResourceName {
  const type = input.ResourceType ?? ''
  if (!isTaggableType(type)) throw new ApiError('InvalidResourceType', `Resources of type ${type} cannot be tagged.`)
  if (!input.ResourceId) throw new ApiError('InvalidResourceId', 'The resource id is missing.')
  return { type, id: input.ResourceId }
}

export function tagsOf(given: readonly WireTag[] | undefined): readonly Tag[] {
  return (given ?? []).map((tag) => ({ Key: tag.Key ?? '', Value: tag.Value ?? '' }))
}
