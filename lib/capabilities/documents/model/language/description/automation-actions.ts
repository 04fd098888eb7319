import type { ActionSpec } from '../spec/spec'
import { apiActions } from './automation-api-actions'
import { computeActions } from './automation-compute-actions'
import { flowActions } from './automation-flow-actions'
import { runActions } from './automation-run-actions'
import { stackActions } from './automation-stack-actions'

/** Every public action of Automation. */
export const automationActions: ReadonlyMap<string, ActionSpec> = new Map(
  [...flowActions, ...runActions, ...apiActions, ...computeActions, ...stackActions]
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map((action) => [action.name, action]),
)
