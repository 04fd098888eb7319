import { targetsAt } from '#lib/capabilities/documents/model/language/editor/reference-completion'
import type { StepView } from '#lib/capabilities/documents/model/language/graph/steps'
import type { ReadDocument } from './read-document'

/** Parameters, outputs of earlier steps and variables, as a step may write them. */
export function referencesFor({ parsed, family }: ReadDocument, step: StepView): readonly string[] {
  return targetsAt(parsed?.root, step.node.end - 1, family === 'automation').map(({ label }) => `{{ ${label} }}`)
}
