import { quarterdeck, ssm } from '#lib/api/browser'
import type { TagChange } from '#queries/shell/tags/tag-edit'

/** The requests that change a node, in one place, so that the screens and their "Copy as" send the same. */
export function addTagsInput(nodeId: string, tags: TagChange['add']) {
  return {
    ResourceType: 'ManagedInstance' as const,
    ResourceId: nodeId,
    Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })),
  }
}

export async function changeTags(nodeId: string, { add, remove }: TagChange): Promise<void> {
  if (remove.length > 0)
    await ssm('RemoveTagsFromResource', { ResourceType: 'ManagedInstance', ResourceId: nodeId, TagKeys: [...remove] })
  if (add.length > 0) await ssm('AddTagsToResource', addTagsInput(nodeId, add))
}

export async function deregister(nodeId: string): Promise<void> {
  await ssm('DeregisterManagedInstance', { InstanceId: nodeId })
}

export async function rename(nodeId: string, name: string): Promise<void> {
  await quarterdeck('UpdateManagedNodeName', { NodeId: nodeId, Name: name })
}
