import type { Tag } from '@aws-sdk/client-kms'
import { ApiError } from '#lib/vocabulary/api-error'
import type { Key } from './store'

const mostTags = 50

export function tagsOf(given: readonly Tag[] | undefined): Key['tags'] {
  const tags = (given ?? []).map(({ TagKey = '', TagValue = '' }) => ({ TagKey, TagValue }))
  const reserved = tags.find(({ TagKey }) => TagKey.toLowerCase().startsWith('aws:'))
  if (reserved) throw new ApiError('TagException', `Tag keys that begin with aws: are reserved: ${reserved.TagKey}`)
  if (new Set(tags.map(({ TagKey }) => TagKey)).size < tags.length) throw new ApiError('TagException', 'Duplicate tag keys')
  if (tags.length > mostTags) throw new ApiError('TagException', `A key can have at most ${mostTags} tags.`)
  return tags
}

/** A tag given again replaces the one that is there. */
export function withTags(present: Key['tags'], given: readonly Tag[] | undefined): Key['tags'] {
  const added = tagsOf(given)
  const names = new Set(added.map(({ TagKey }) => TagKey))
  const tags = [...present.filter(({ TagKey }) => !names.has(TagKey)), ...added]
  if (tags.length <= mostTags) return tags
  throw new ApiError('LimitExceededException', `A key can have at most ${mostTags} tags.`)
}
