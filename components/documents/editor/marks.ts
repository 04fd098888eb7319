import { allSteps } from '#lib/capabilities/documents/model/language/graph/steps'
import type { ReadDocument } from './read-document'

/** What outline and graph show of a step beside its name. */
export interface StepMarks {
  /** Steps with an error. */
  problems: ReadonlySet<string>
  /** Of the test run, as the API names them. */
  statuses: ReadonlyMap<string, string>
}

export function stepsWithProblems({ findings, lists }: ReadDocument): ReadonlySet<string> {
  const steps = allSteps(lists)
  const errors = findings.filter(({ severity }) => severity === 'error')
  return new Set(
    errors.flatMap(({ start }) => steps.findLast(({ node }) => start >= node.start && start <= node.end)?.name ?? []),
  )
}
