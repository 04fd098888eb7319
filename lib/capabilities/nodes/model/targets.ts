import { ApiError } from '#lib/vocabulary/api-error'
import { isInstanceIdForm } from './node'
import { type NodeCondition, oneOf } from './condition'

/** `Targets` of a command, an association or a task: nodes that match every target. */
export interface NodeTarget {
  Key: string
  Values: readonly string[]
}

/** `InstanceIds` and `Targets` as the API gives them; one of the two. */
export interface NodeSelection {
  instanceIds?: readonly string[]
  targets?: readonly NodeTarget[]
}

export function parseSelection(selection: NodeSelection): readonly NodeCondition[] {
  const { instanceIds = [], targets = [] } = selection
  if (instanceIds.length > 0) return [idCondition(instanceIds)]
  return targets.map(targetCondition)
}

function targetCondition({ Key, Values }: NodeTarget): NodeCondition {
  if (Key === 'InstanceIds') return idCondition(Values)
  if (Key === 'tag-key') return { kind: 'tagKey', keys: Values }
  if (Key.startsWith('tag:') && Key.length > 4)
    return { kind: 'tag', key: Key.slice(4), test: { operator: 'in', values: Values } }
  if (Key.startsWith('resource-groups:')) {
    throw new ApiError('InvalidTarget', 'Resource groups are not part of this installation yet: target tags or instance ids.')
  }
  throw new ApiError('InvalidTarget', `${Key} is not a target: use InstanceIds, tag-key or tag:NAME.`)
}

function idCondition(ids: readonly string[]): NodeCondition {
  const wrong = ids.find((id) => id !== '*' && !isInstanceIdForm(id))
  if (wrong !== undefined) throw new ApiError('InvalidInstanceId', `${wrong} is not the id of a node.`)
  return ids.includes('*') ? { kind: 'constant', is: true } : oneOf('id', ids)
}
