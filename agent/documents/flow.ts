import type { DocumentStep, RunnableDocument } from '#agent/documents/document-step'
import { evaluatePreconditions } from '#agent/documents/precondition'
import { exitCodes, type StepResult } from '#agent/documents/step-result'
import type { AnyPlugin, PlatformType } from '#agent/plugins/plugin'

/*
 * What happens with a step, as pure rules (agent.md 8.8 and 9.3): a step runs, is skipped or fails, by its action, its
 * preconditions and how the steps before it ended. `onFailure`, `onSuccess` and `finallyStep` stand in a step's inputs.
 */

export type StepDecision =
  | { kind: 'run'; plugin: AnyPlugin }
  | { kind: 'skip'; message: string }
  | { kind: 'fail'; message: string }

export interface FlowFacts {
  platform: PlatformType
  plugins: readonly AnyPlugin[]
  knownActions: readonly string[]
}

type Ended = Pick<StepResult, 'status' | 'code'>

/** `earlier` holds the result of every step before this one. */
export function decideStep(document: RunnableDocument, earlier: readonly Ended[], facts: FlowFacts): StepDecision {
  const index = earlier.length
  const step = document.steps[index]
  if (!step) return { kind: 'fail', message: `The document has no step ${index + 1}.` }
  const isFinally = modifier(step, 'finallyStep') === 'true' && index === document.steps.length - 1
  const leaver = document.steps.find((candidate, at) => at < index && leaves(candidate, earlier[at]))
  if (leaver && !isFinally) return { kind: 'skip', message: `Skipped, because step ${leaver.name} left the document.` }
  return decideByAction(document, step, facts)
}

function decideByAction(document: RunnableDocument, step: DocumentStep, facts: FlowFacts): StepDecision {
  const plugin = facts.plugins.find(({ name }) => name === step.action)
  const isKnown = plugin !== undefined || facts.knownActions.includes(step.action)
  const runnable = plugin?.platforms.includes(facts.platform) ? plugin : undefined
  const unknown = `The action ${step.action} is not known to this agent. Step: ${step.name}.`
  const unsupported = `The action ${step.action} is not available on this node (${facts.platform}). Step: ${step.name}.`
  if (!document.isCrossPlatform) {
    if (!isKnown) return { kind: 'fail', message: unknown }
    if (!runnable) return { kind: 'fail', message: unsupported }
    if (step.preconditions.length === 0) return { kind: 'run', plugin: runnable }
    return { kind: 'fail', message: `Preconditions need a document of schema version 2.2. Step: ${step.name}.` }
  }
  const outcome = evaluatePreconditions(step.preconditions, facts.platform)
  if (outcome.kind !== 'unmet' && !isKnown) return { kind: 'fail', message: unknown }
  if (outcome.kind === 'unmet')
    return { kind: 'skip', message: `Skipped, because a precondition is not met: ${outcome.why}. Step: ${step.name}.` }
  if (!runnable) return { kind: 'skip', message: `Skipped: ${unsupported}` }
  if (outcome.kind === 'met') return { kind: 'run', plugin: runnable }
  return { kind: 'fail', message: `A precondition cannot be used: ${outcome.why}. Step: ${step.name}.` }
}

function leaves(step: DocumentStep, result: Ended | undefined): boolean {
  if (!result) return false
  if (result.code === exitCodes.leaveAsSuccess || result.code === exitCodes.leaveAsFailure) return true
  if (result.status === 'Failed') return modifier(step, 'onFailure') === 'exit'
  return result.status === 'Success' && modifier(step, 'onSuccess') === 'exit'
}

/** What the end of a step means for the document, and the sentences that say so in its output. */
export function applyModifiers(
  step: DocumentStep,
  result: StepResult,
): { result: StepResult; notes: { output?: string; error?: string } } {
  if (result.code === exitCodes.leaveAsSuccess) {
    return { result, notes: { output: 'The step exited with code 168: it succeeded, and the remaining steps are skipped.' } }
  }
  if (result.code === exitCodes.leaveAsFailure) {
    const note = 'The step exited with code 169: it failed, and the remaining steps are skipped.'
    return { result, notes: { output: note, error: note } }
  }
  const onFailure = modifier(step, 'onFailure')
  if (result.status !== 'Failed' || (onFailure !== 'exit' && onFailure !== 'successAndExit')) return { result, notes: {} }
  const note = `The step has onFailure ${onFailure}: the remaining steps are skipped.`
  const kept: StepResult = onFailure === 'exit' ? result : { ...result, status: 'Success', code: exitCodes.leaveAsSuccess }
  return { result: kept, notes: { output: note, error: note } }
}

function modifier(step: DocumentStep, name: 'onFailure' | 'onSuccess' | 'finallyStep'): string {
  const value = step.inputs[name]
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : ''
}
