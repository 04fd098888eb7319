import { addTagsToResource } from './operations/add-tags-to-resource'
import { listTagsForResource } from './operations/list-tags-for-resource'
import { removeTagsFromResource } from './operations/remove-tags-from-resource'

export const tagOperations = [addTagsToResource, removeTagsFromResource, listTagsForResource] as const
