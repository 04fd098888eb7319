import { ApiError } from './api-error'

/** Which nodes a command is for: terms are ANDed, the values of one term are ORed. */
export type TargetTerm =
  /** `InstanceIds` with the value `*`: every managed node. */
  | { kind: 'all' }
  | { kind: 'nodes'; nodeIds: readonly string[] }
  | { kind: 'tag'; key: string; values: readonly string[] }
  | { kind: 'tag-key'; keys: readonly string[] }

export interface Target {
  Key?: string | undefined
  Values?: readonly string[] | undefined
}

export const maxTargetKeys = 5
export const maxTargetValues = 50
const nodeId = /^(i-(\w{8}|\w{17})|mi-\w{17})$/

export function parseTargets(targets: readonly Target[]): readonly TargetTerm[] {
  if (targets.length === 0) throw invalid('Targets must name at least one key.')
  if (targets.length > maxTargetKeys)
    throw invalid(`Targets may name at most ${maxTargetKeys} keys, but there are ${targets.length}.`)
  const keys = targets.map(({ Key = '' }) => Key)
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined) throw invalid(`Targets name the key ${quoted(twice)} twice; put all its values into one target.`)
  return targets.map(termOf)
}

function termOf({ Key = '', Values = [] }: Target): TargetTerm {
  const values = [...new Set(Values)]
  if (Values.length > maxTargetValues)
    throw invalid(`The target ${quoted(Key)} may have at most ${maxTargetValues} values, but has ${Values.length}.`)
  if (values.length === 0) throw invalid(`The target ${quoted(Key)} needs at least one value.`)
  if (Key === 'InstanceIds' && values.length === 1 && values[0] === '*') return { kind: 'all' }
  if (Key === 'InstanceIds') return { kind: 'nodes', nodeIds: values.map(requireNodeId) }
  if (Key === 'tag-key') return { kind: 'tag-key', keys: values }
  if (Key.startsWith('tag:') && Key.length > 4) return { kind: 'tag', key: Key.slice(4), values }
  if (Key.startsWith('resource-groups:')) {
    throw invalid(
      `The target key ${quoted(Key)} is not supported: there are no resource groups here. Use tag:<key> or InstanceIds.`,
    )
  }
  throw invalid(`The target key ${quoted(Key)} is not known. Use InstanceIds, tag:<key> or tag-key.`)
}

function requireNodeId(value: string): string {
  if (!nodeId.test(value)) throw invalid(`${quoted(value)} is not a managed node id, such as mi-0123456789abcdef0.`)
  return value
}

export interface TargetedNode {
  nodeId: string
  tags: ReadonlyMap<string, string>
}

/** The meaning of the terms; stores that select by SQL have to agree with it. */
export function isTargeted(terms: readonly TargetTerm[], node: TargetedNode): boolean {
  return terms.every((term) => {
    switch (term.kind) {
      case 'all':
        return true
      case 'nodes':
        return term.nodeIds.includes(node.nodeId)
      case 'tag':
        return term.values.includes(node.tags.get(term.key) ?? '') && node.tags.has(term.key)
      case 'tag-key':
        return term.keys.some((key) => node.tags.has(key))
      default:
        return term satisfies never
    }
  })
}

const quoted = (text: string): string => `'${text.length > 64 ? `${text.slice(0, 64)}…` : text}'`

function invalid(message: string): ApiError {
  return new ApiError('ValidationException', message)
}
