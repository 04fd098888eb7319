import { type ApiError, isApiError, validationFailed } from '#lib/vocabulary/api-error'
import { maxTargetValues, type Target } from '#lib/vocabulary/target'
import type { NodeCondition } from './condition'
import { parseListFilter } from './list-grammar'

/**
 * Everything that the console's list shows, as a target: `quarterdeck:node-filter` with filters in the grammar of the list, such as
 * `status:is:ConnectionLost`. All of them must match; it is looked up when the command is sent.
 */
export const filterTargetKey = 'quarterdeck:node-filter'

/** Undefined when no target is a filter. */
export function parseFilterTarget(targets: readonly Target[]): readonly NodeCondition[] | undefined {
  const target = targets.find(({ Key }) => Key === filterTargetKey)
  if (!target) return undefined
  const { Values = [] } = target
  if (targets.length > 1) throw validationFailed([`The target '${filterTargetKey}' must be the only one`])
  if (Values.length === 0 || Values.length > maxTargetValues)
    throw validationFailed([`The target '${filterTargetKey}' needs 1 to ${maxTargetValues} values, but has ${Values.length}`])
  return Values.map(conditionOf)
}

function conditionOf(filter: string): NodeCondition {
  try {
    return parseListFilter(filter)
  } catch (thrown) {
    throw isApiError(thrown) ? refused(thrown) : thrown
  }
}

/** SendCommand has no InvalidFilter. */
function refused({ message }: ApiError): ApiError {
  return validationFailed([`The target '${filterTargetKey}' has a filter that cannot be read. ${message}`])
}
