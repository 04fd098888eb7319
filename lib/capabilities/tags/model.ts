import { ApiError } from '#lib/vocabulary/api-error'

/** The kinds of resource that the public API can tag, each with its word in an ARN. */
export const arnWords = {
  Document: 'document',
  ManagedInstance: 'managed-instance',
  MaintenanceWindow: 'maintenancewindow',
  Parameter: 'parameter',
  PatchBaseline: 'patchbaseline',
  OpsItem: 'opsitem',
  OpsMetadata: 'opsmetadata',
  Automation: 'automation-execution',
  Association: 'association',
} as const

export type TaggableType = keyof typeof arnWords

export function isTaggableType(text: string): text is TaggableType {
  return Object.hasOwn(arnWords, text)
}

export interface Tag {
  Key: string
  Value: string
}

const mostTags = 50
const mostTagsOfAutomation = 5

export function tagLimit(type: TaggableType): number {
  return type === 'Automation' ? mostTagsOfAutomation : mostTags
}

/** Throws what a client can act on: reserved and repeated keys, and more tags than a resource may have. */
export function checkTags(tags: readonly Tag[], type: TaggableType): void {
  const reserved = tags.find((tag) => isReserved(tag.Key))
  if (reserved) throw new ApiError('ValidationException', `Tag keys that begin with aws: are reserved: ${reserved.Key}`)
  const keys = new Set(tags.map((tag) => tag.Key))
  if (keys.size < tags.length) throw new ApiError('ValidationException', 'Every tag key may be given once.')
  checkTagCount(tags.length, type)
}

export function checkTagCount(count: number, type: TaggableType): void {
  const limit = tagLimit(type)
  if (count > limit) throw new ApiError('TooManyTagsError', `A resource of type ${type} can have at most ${limit} tags.`)
}

export function isReserved(key: string): boolean {
  return key.toLowerCase().startsWith('aws:')
}
