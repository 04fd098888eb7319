import { filterTargetKey } from '#lib/capabilities/nodes/model/filter-target'
import { ApiError } from '#lib/vocabulary/api-error'
import { type InvocationDetail, invocationMeanings } from '#lib/vocabulary/command-status'
import { maxTargetValues, type Target } from '#lib/vocabulary/target'
import { isCommandId } from './agent-report'

/**
 * Nodes of an earlier command as a target, however many they are: `quarterdeck:command-status:<command id>` with statuses such as
 * Failed and DeliveryTimedOut, or `quarterdeck:command-group:<command id>` with ids of ListCommandGroups.
 */
export type CommandSelection =
  | { commandId: string; by: 'status'; details: readonly InvocationDetail[] }
  | { commandId: string; by: 'group'; groupIds: readonly string[] }

const statusPrefix = 'quarterdeck:command-status:'
const groupPrefix = 'quarterdeck:command-group:'

export const statusTargetKey = (commandId: string): string => `${statusPrefix}${commandId}`
export const groupTargetKey = (commandId: string): string => `${groupPrefix}${commandId}`

/** Undefined when the targets say nothing about a command. */
export function parseCommandTargets(targets: readonly Target[]): CommandSelection | undefined {
  const [target, ...others] = targets.filter(({ Key = '' }) => Key.startsWith('quarterdeck:'))
  if (!target) return undefined
  const { Key = '', Values = [] } = target
  if (others.length > 0 || targets.length > 1) throw invalid(`The target '${Key}' must be the only one.`)
  if (Values.length === 0 || Values.length > maxTargetValues)
    throw invalid(`The target '${Key}' needs 1 to ${maxTargetValues} values, but has ${Values.length}.`)
  if (Key.startsWith(statusPrefix))
    return { commandId: commandIdIn(Key, statusPrefix), by: 'status', details: Values.map(requireDetail) }
  if (Key.startsWith(groupPrefix))
    return { commandId: commandIdIn(Key, groupPrefix), by: 'group', groupIds: Values.map(requireGroupId) }
  throw invalid(
    `The target key '${Key}' is not known. Use ${filterTargetKey}, ${statusPrefix}<command id> or ${groupPrefix}<command id>.`,
  )
}

function commandIdIn(key: string, prefix: string): string {
  const commandId = key.slice(prefix.length).toLowerCase()
  if (!isCommandId(commandId)) throw invalid(`The target key '${key}' must end with the id of a command.`)
  return commandId
}

function requireDetail(value: string): InvocationDetail {
  const details = Object.keys(invocationMeanings) as InvocationDetail[]
  const found = details.find((detail) => detail === value)
  if (found === undefined) throw invalid(`'${value}' is not a status of an invocation. Use ${details.join(', ')}.`)
  return found
}

function requireGroupId(value: string): string {
  if (!/^[ae]-[0-9a-f]{32}$/.test(value)) throw invalid(`'${value}' is not the id of a group: take it from ListCommandGroups.`)
  return value
}

function invalid(message: string): ApiError {
  return new ApiError('ValidationException', message)
}
