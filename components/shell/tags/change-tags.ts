import { ssm } from '#lib/api/browser'
import type { TagChange } from './tag-edit'

export async function changeTags(
  ResourceType: 'Document' | 'Parameter',
  ResourceId: string,
  { add, remove }: TagChange,
): Promise<void> {
  const resource = { ResourceType, ResourceId }
  if (remove.length > 0) await ssm('RemoveTagsFromResource', { ...resource, TagKeys: [...remove] })
  if (add.length === 0) return
  await ssm('AddTagsToResource', { ...resource, Tags: add.map(({ key, value }) => ({ Key: key, Value: value })) })
}
