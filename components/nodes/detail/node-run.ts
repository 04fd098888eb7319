import type { OutputOf } from '#lib/api/browser'
import { duration } from '#queries/ui/time-text'

/** One command on one node. */
export type NodeRun = NonNullable<OutputOf<'ListCommandInvocations'>['CommandInvocations']>[number]
type Step = NonNullable<NodeRun['CommandPlugins']>[number]

/** What somebody called the run, else the document. */
export function runWords(run: Pick<NodeRun, 'Comment' | 'DocumentName'>): string {
  return run.Comment || (run.DocumentName ?? '')
}

/** The step that is worth reading: the first that failed, else the one that runs, else the last. */
export function shownStep(steps: readonly Pick<Step, 'Name' | 'Status'>[]): string | undefined {
  const bad = steps.find((step) => step.Status === 'Failed' || step.Status === 'TimedOut')
  return (bad ?? steps.find((step) => step.Status === 'InProgress') ?? steps.at(-1))?.Name
}

/** Of the step that decided; empty while it runs. */
export function exitCode({ CommandPlugins = [] }: Pick<NodeRun, 'CommandPlugins'>): string {
  const name = shownStep(CommandPlugins)
  const code = CommandPlugins.find((step) => step.Name === name)?.ResponseCode
  return code === undefined || code < 0 ? '' : String(code)
}

export function tookText({ CommandPlugins = [] }: Pick<NodeRun, 'CommandPlugins'>): string {
  const start = CommandPlugins[0]?.ResponseStartDateTime
  const end = CommandPlugins.at(-1)?.ResponseFinishDateTime
  return start === undefined || end === undefined ? '' : duration(end - start)
}

export function lastLine({ CommandPlugins = [] }: Pick<NodeRun, 'CommandPlugins'>): string {
  return CommandPlugins.at(-1)?.Output?.trimEnd().split('\n').at(-1) ?? ''
}
