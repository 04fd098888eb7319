import { append } from '#lib/capabilities/events/index'
import type { Ctx } from '#lib/platform/context'
import { checkTagCount, checkTags, type Tag } from './model'
import { countTags, deleteTaggable, deleteTags, insertTaggable, lockTaggable, type ResourceName, upsertTags } from './store'

/** A capability calls this when it makes a resource: from then on it can be tagged. */
export async function registerTaggable(
  tx: Ctx,
  resource: ResourceName,
  made: { tags: readonly Tag[]; topics: readonly string[] },
): Promise<void> {
  checkTags(made.tags, resource.type)
  await insertTaggable(tx, resource, made.topics)
  await upsertTags(tx, resource, made.tags)
}

/** A capability calls this when it deletes a resource. */
export async function forgetTaggable(tx: Ctx, resource: ResourceName): Promise<void> {
  await deleteTaggable(tx, resource)
}

export async function addTags(tx: Ctx, resource: ResourceName, added: readonly Tag[]): Promise<void> {
  checkTags(added, resource.type)
  const { topics } = await lockTaggable(tx, resource)
  await upsertTags(tx, resource, added)
  checkTagCount(await countTags(tx, resource), resource.type)
  await append(tx, tagsChanged(resource, topics))
}

export async function removeTags(tx: Ctx, resource: ResourceName, keys: readonly string[]): Promise<void> {
  const { topics } = await lockTaggable(tx, resource)
  await deleteTags(tx, resource, keys)
  await append(tx, tagsChanged(resource, topics))
}

function tagsChanged(resource: ResourceName, topics: readonly string[]) {
  return { capability: 'tags', type: 'tags.changed', resource: resource.id, topics, data: { resourceType: resource.type } }
}
