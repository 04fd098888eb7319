/** How a person picked nodes; becomes the API's Targets. */
export interface TargetChoice {
  mode: 'nodes' | 'tags' | 'all'
  nodeIds: readonly string[]
  /** All must match; the values of one key are alternatives. */
  tags: readonly { key: string; values: readonly string[] }[]
}

/** What the targets are now, counted by the server. */
export interface Resolution {
  total: number
  online: number
  offline: number
  skipped: readonly { reason: string; count: number }[]
  sample: readonly { id: string; name: string; status: string }[]
}

export interface ApiTarget {
  Key: string
  Values: string[]
}

export const noTargets: TargetChoice = { mode: 'nodes', nodeIds: [], tags: [] }

export function toTargets(choice: TargetChoice): ApiTarget[] {
  if (choice.mode === 'all') return [{ Key: 'InstanceIds', Values: ['*'] }]
  if (choice.mode === 'nodes') return choice.nodeIds.length === 0 ? [] : [{ Key: 'InstanceIds', Values: [...choice.nodeIds] }]
  return choice.tags
    .filter((tag) => tag.key !== '' && tag.values.length > 0)
    .map((tag) => ({ Key: `tag:${tag.key}`, Values: [...tag.values] }))
}

export function fromTargets(
  targets: readonly { Key?: string | undefined; Values?: readonly string[] | undefined }[],
): TargetChoice {
  const ids = targets.flatMap((target) => (target.Key === 'InstanceIds' ? (target.Values ?? []) : []))
  if (ids.includes('*')) return { mode: 'all', nodeIds: [], tags: [] }
  const tags = targets.flatMap((target) =>
    target.Key?.startsWith('tag:') ? [{ key: target.Key.slice(4), values: target.Values ?? [] }] : [],
  )
  return tags.length > 0 ? { mode: 'tags', nodeIds: ids, tags } : { mode: 'nodes', nodeIds: ids, tags: [] }
}

/** "212 nodes: 205 online, 7 offline. 3 skipped: Windows, the document is Linux only." */
export function resolutionSentence({ total, online, offline, skipped }: Resolution): string {
  if (total === 0 && skipped.length === 0) return 'No node matches.'
  const left = skipped.map((part) => `${part.count.toLocaleString()} skipped: ${part.reason}.`)
  return [`${nodes(total)}: ${online.toLocaleString()} online, ${offline.toLocaleString()} offline.`, ...left].join(' ')
}

/** The targets in words, for lists: "tag env is prod and tag role is web or db", "3 nodes", "all nodes". */
export function targetWords(
  targets: readonly { Key?: string | undefined; Values?: readonly string[] | undefined }[],
  nodeIds: readonly string[] = [],
): string {
  const choice = fromTargets(targets)
  const ids = [...choice.nodeIds, ...nodeIds]
  if (choice.mode === 'all') return 'all nodes'
  if (choice.mode === 'tags') return choice.tags.map((tag) => `tag ${tag.key} is ${tag.values.join(' or ')}`).join(' and ')
  return ids.length === 1 ? (ids[0] ?? '') : nodes(ids.length)
}

function nodes(count: number): string {
  return count === 1 ? '1 node' : `${count.toLocaleString()} nodes`
}
