import { type Filter, opWords, parseFilters } from './filter-grammar'
import { nodesText, numberText } from './number-text'

/** How a person picked nodes; becomes the API's Targets. */
export interface TargetChoice {
  mode: 'nodes' | 'tags' | 'all' | 'fixed'
  nodeIds: readonly string[]
  /** All must match; the values of one key are alternatives. */
  tags: readonly { key: string; values: readonly string[] }[]
  /** Targets that cannot be edited here, such as the nodes of an earlier run; sent as they came. */
  fixed?: readonly ApiTarget[] | undefined
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
  if (choice.mode === 'fixed') return (choice.fixed ?? []).map(({ Key, Values }) => ({ Key, Values: [...Values] }))
  if (choice.mode === 'all') return [{ Key: 'InstanceIds', Values: ['*'] }]
  if (choice.mode === 'nodes') return choice.nodeIds.length === 0 ? [] : [{ Key: 'InstanceIds', Values: [...choice.nodeIds] }]
  return choice.tags
    .filter((tag) => tag.key !== '' && tag.values.length > 0)
    .map((tag) => ({ Key: `tag:${tag.key}`, Values: [...tag.values] }))
}

type GivenTarget = { Key?: string | undefined; Values?: readonly string[] | undefined }

export function fromTargets(targets: readonly GivenTarget[]): TargetChoice {
  const ids = targets.flatMap((target) => (target.Key === 'InstanceIds' ? (target.Values ?? []) : []))
  const tags = targets.flatMap((target) =>
    target.Key?.startsWith('tag:') ? [{ key: target.Key.slice(4), values: target.Values ?? [] }] : [],
  )
  const kinds = [ids.length > 0, tags.length > 0, targets.some(isOther)].filter(Boolean).length
  if (kinds > 1 || targets.some(isOther)) {
    const fixed = targets.map(({ Key = '', Values = [] }) => ({ Key, Values: [...Values] }))
    return { mode: 'fixed', nodeIds: [], tags: [], fixed }
  }
  if (ids.includes('*')) return { mode: 'all', nodeIds: [], tags: [] }
  return tags.length > 0 ? { mode: 'tags', nodeIds: [], tags } : { mode: 'nodes', nodeIds: ids, tags: [] }
}

function isOther({ Key = '' }: GivenTarget): boolean {
  return Key !== 'InstanceIds' && !Key.startsWith('tag:')
}

/** "212 nodes: 205 online, 7 offline. 3 skipped: Windows, the document is Linux only." */
export function resolutionSentence({ total, online, offline, skipped }: Resolution): string {
  if (total === 0 && skipped.length === 0) return 'No node matches.'
  const left = skipped.map((part) => `${numberText(part.count)} skipped: ${part.reason}.`)
  return [`${nodesText(total)}: ${numberText(online)} online, ${numberText(offline)} offline.`, ...left].join(' ')
}

/** The targets in words, for lists: "tag env is prod and tag role is web or db", "3 nodes", "all nodes". */
export function targetWords(targets: readonly GivenTarget[], nodeIds: readonly string[] = []): string {
  const words = targets.filter(({ Key }) => Key !== 'InstanceIds').map(wordsOf)
  const ids = [...targets.flatMap(({ Key, Values = [] }) => (Key === 'InstanceIds' ? Values : [])), ...nodeIds]
  if (ids.includes('*')) return 'all nodes'
  if (words.length === 0 || ids.length > 0) words.push(ids.length === 1 ? (ids[0] ?? '') : nodesText(ids.length))
  return words.join(' and ')
}

function wordsOf({ Key = '', Values = [] }: GivenTarget): string {
  const either = Values.join(' or ')
  const [, kind, commandId = ''] = /^quarterdeck:command-(status|group):(.*)$/.exec(Key) ?? []
  if (kind === 'status') return `nodes of run ${commandId.slice(0, 8)} that ended as ${either}`
  if (kind === 'group') return `nodes of run ${commandId.slice(0, 8)} with the same output`
  if (Key === 'quarterdeck:node-filter') return `nodes with ${parseFilters(Values).map(filterWords).join(' and ')}`
  if (Key.startsWith('tag:')) return `tag ${Key.slice(4)} is ${either}`
  return Key === 'tag-key' ? `has tag ${either}` : `${Key} is ${either}`
}

const shownValues = 3

/** "status is Online", "tag env is one of prod or stage", "id is one of mi-1 or mi-2 or mi-3 or 48 more". */
function filterWords({ field, op, values }: Filter): string {
  const shown = values.slice(0, shownValues)
  if (values.length > shownValues) shown.push(`${values.length - shownValues} more`)
  return [field.replace(/^tag\./, 'tag '), opWords[op], shown.join(' or ')].filter((word) => word !== '').join(' ')
}
