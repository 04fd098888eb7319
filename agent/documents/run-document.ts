import type { DocumentStep, RunnableDocument } from '#agent/documents/document-step'
import { decideStep, type FlowFacts } from '#agent/documents/flow'
import { buildProgress, buildReply } from '#agent/documents/reply'
import { runStep, stepFiles, type StepOutcome } from '#agent/documents/run-step'
import { statusOfDocument, type StepResult } from '#agent/documents/step-result'
import type { JobEntry, JobLedger } from '#agent/jobs/job-ledger'
import type { Outbox } from '#agent/jobs/outbox'
import type { OutputStreams } from '#agent/output/output-streams'
import type { StepContext } from '#agent/plugins/plugin'
import { jobDirectory } from '#agent/state/state-directory'

export interface DocumentRun {
  entry: JobEntry
  document: RunnableDocument
  facts: FlowFacts
  surroundings: StepContext['surroundings']
  node: StepContext['node']
  stateDirectory: string
  defaultDirectory: string
  ledger: JobLedger
  streams: OutputStreams
  outbox: Outbox
  cancelled: AbortSignal
  isReleased(): boolean
  /** Restarts the machine; returns why it could not. */
  reboot(): Promise<string | undefined>
}

/** A job that ends sooner says nothing but its end. */
const quietMs = 20

/** Walks the steps of a document from where its journal says it is, and tells the server. */
export async function runDocument(run: DocumentRun): Promise<void> {
  const { jobId } = run.entry.job
  const progress = setTimeout(() => run.outbox.announce(buildProgress(jobId)), quietMs)
  progress.unref()
  try {
    await walk(run)
  } finally {
    clearTimeout(progress)
  }
}

async function walk(run: DocumentRun): Promise<void> {
  const results: StepResult[] = []
  for (const [index, step] of run.document.steps.entries()) {
    const earlier = run.entry.steps.get(index)?.result
    const isDone = earlier !== undefined && earlier.status !== 'SuccessAndReboot'
    const result = isDone ? earlier : await performStep(run, step, results)
    if (!result) return
    results.push(result)
  }
  finishDocument(run, results)
}

/** `undefined` when the document does not go on now: the agent stops, or the machine restarts. */
async function performStep(
  run: DocumentRun,
  step: DocumentStep,
  results: readonly StepResult[],
): Promise<StepResult | undefined> {
  const outcome = await outcomeOf(run, step, results)
  if (!outcome || run.isReleased()) return undefined
  if (outcome.result.status !== 'SuccessAndReboot') return record(run, results.length, outcome)
  record(run, results.length, outcome)
  await run.ledger.sync()
  const problem = await run.reboot()
  if (problem === undefined) return undefined
  const message = `The step asked for a restart of the machine, which failed: ${problem}`
  return record(run, results.length, { ...outcome, result: { ...outcome.result, status: 'Failed', message } })
}

async function outcomeOf(run: DocumentRun, step: DocumentStep, results: readonly StepResult[]): Promise<StepOutcome | undefined> {
  const index = results.length
  const decision = decideStep(run.document, results, run.facts)
  const now = Date.now()
  const unrun = { startedAt: now, endedAt: now }
  const isBegun = (run.entry.steps.get(index)?.attempt ?? 0) > 0
  if (run.cancelled.aborted && !isBegun) return { result: { status: 'Cancelled', code: 1, ...unrun }, isStreamed: false }
  if (decision.kind === 'skip')
    return { result: { status: 'Skipped', code: 0, message: decision.message, ...unrun }, isStreamed: false }
  if (decision.kind === 'fail')
    return { result: { status: 'Failed', code: 1, message: decision.message, ...unrun }, isStreamed: false }
  return runStep({ ...run, jobId: run.entry.job.jobId, index, step, plugin: decision.plugin, jobDirectory: jobDirectoryOf(run) })
}

// With one step the final reply tells it; with several it would tell none, so each has a reply of its own.
function record(run: DocumentRun, index: number, { result, isStreamed }: StepOutcome): StepResult {
  const { jobId } = run.entry.job
  const isRestart = result.status === 'SuccessAndReboot'
  const status = isRestart ? 'SuccessAndReboot' : 'InProgress'
  const isTold = isRestart || run.document.steps.length > 1
  const reply = isTold ? buildReply({ jobId, status, ...stepReply(run, index, { result, isStreamed }) }) : undefined
  run.ledger.finishStep({ jobId, step: index, result, ...(reply && { reply }) })
  run.outbox.flush()
  return result
}

function finishDocument(run: DocumentRun, results: readonly StepResult[]): void {
  const { jobId } = run.entry.job
  const [only] = results
  const isStreamed = run.entry.steps.get(0)?.output === 'streaming'
  const step = only && results.length === 1 ? stepReply(run, 0, { result: only, isStreamed }) : {}
  run.ledger.finish(jobId, buildReply({ jobId, status: statusOfDocument(results), ...step }))
  run.outbox.flush()
}

function stepReply(
  run: DocumentRun,
  index: number,
  { result, isStreamed }: StepOutcome,
): Pick<Parameters<typeof buildReply>[0], 'step'> {
  const document = run.document.steps[index]
  if (!document) return {}
  return { step: { document, run: result, files: stepFiles(jobDirectoryOf(run), index), index, isStreamed } }
}

function jobDirectoryOf({ stateDirectory, entry }: DocumentRun): string {
  return jobDirectory(stateDirectory, entry.job.jobId)
}
