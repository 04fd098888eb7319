import { closeSync, mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import type { DocumentStep } from '#agent/documents/document-step'
import { applyModifiers } from '#agent/documents/flow'
import { appendNote, errorOf, resultOf } from '#agent/documents/step-end'
import type { StepResult } from '#agent/documents/step-result'
import type { JobLedger } from '#agent/jobs/job-ledger'
import type { OutputStreams } from '#agent/output/output-streams'
import type { OutputFiles, StepOutput } from '#agent/output/step-output'
import type { AnyPlugin, Attempt, StepContext } from '#agent/plugins/plugin'

export interface StepRun {
  jobId: string
  index: number
  step: DocumentStep
  plugin: AnyPlugin
  ledger: JobLedger
  streams: OutputStreams
  jobDirectory: string
  surroundings: StepContext['surroundings']
  defaultDirectory: string
  node: StepContext['node']
  facts: StepContext['facts']
  cancelled: AbortSignal
  /** True when this agent stops while the script goes on: its end is none of ours. */
  isReleased(): boolean
}

export interface StepOutcome {
  result: StepResult
  isStreamed: boolean
}

/** Runs one step, or takes it up again. `undefined` when the agent stopped before its end. */
export async function runStep(run: StepRun): Promise<StepOutcome | undefined> {
  const { jobId, index, step, ledger, streams } = run
  const earlierAttempt = unfinishedAttempt(run)
  const files = prepareFiles(run.jobDirectory, index)
  const isResumed = (ledger.find(jobId)?.steps.get(index)?.attempt ?? 0) > 0
  const key = { jobId, index, name: step.name }
  const output = streams.open(key, files, isResumed)
  output.begin()
  const end = await run.plugin.run(step.inputs, contextOf(run, files, earlierAttempt))
  if (run.isReleased()) return undefined
  const startedAt = ledger.find(jobId)?.steps.get(index)?.startedAt || Date.now()
  const { result, notes } = applyModifiers(step, resultOf(end, startedAt))
  appendNote(files.standardError, errorOf(end))
  appendNote(files.standardOutput, notes.output)
  appendNote(files.standardError, notes.error)
  return { result, isStreamed: finishOutput(run, output, result) }
}

// A step that asks for a restart runs again: its output is not at its end.
function finishOutput({ jobId, index, step, streams }: StepRun, output: StepOutput, result: StepResult): boolean {
  if (result.status !== 'SuccessAndReboot' && output.end().needsStream) return true
  streams.discard({ jobId, index, name: step.name })
  return false
}

function unfinishedAttempt({ jobId, index, ledger }: StepRun): Attempt | undefined {
  const entry = ledger.find(jobId)?.steps.get(index)
  return entry && entry.attempt > 0 && !entry.result ? { number: entry.attempt, at: entry.attemptedAt } : undefined
}

export function stepFiles(jobDirectory: string, index: number): OutputFiles & { directory: string } {
  const directory = path.join(jobDirectory, `step-${index}`)
  return { directory, standardOutput: path.join(directory, 'stdout'), standardError: path.join(directory, 'stderr') }
}

function prepareFiles(jobDirectory: string, index: number): OutputFiles & { directory: string } {
  const files = stepFiles(jobDirectory, index)
  mkdirSync(files.directory, { recursive: true, mode: 0o700 })
  for (const file of [files.standardOutput, files.standardError]) closeSync(openSync(file, 'a', 0o600))
  return files
}

function contextOf(run: StepRun, files: OutputFiles & { directory: string }, earlierAttempt: Attempt | undefined): StepContext {
  const { jobId, index, ledger, defaultDirectory, surroundings, node, facts, cancelled, isReleased } = run
  return {
    ...files,
    defaultDirectory,
    downloads: path.join(run.jobDirectory, 'downloads'),
    surroundings,
    node,
    facts,
    depth: 0,
    earlierAttempt,
    cancelled,
    isReleased,
    beginAttempt: () => ledger.beginAttempt(jobId, index),
  }
}
