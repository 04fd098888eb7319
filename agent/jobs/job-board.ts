import type { FlowFacts } from '#agent/documents/flow'
import { DocumentProblem, prepareDocument } from '#agent/documents/prepare-document'
import type { RunnableDocument } from '#agent/documents/document-step'
import { runDocument } from '#agent/documents/run-document'
import { stepFiles } from '#agent/documents/run-step'
import type { JobEntry, JobLedger } from '#agent/jobs/job-ledger'
import type { ReceivedJob } from '#agent/jobs/job-record'
import type { Outbox } from '#agent/jobs/outbox'
import { type AgentLog, reasonOf } from '#agent/log'
import type { OutputStreams } from '#agent/output/output-streams'
import type { StepContext } from '#agent/plugins/plugin'
import { jobDirectory } from '#agent/state/state-directory'
import { type AgentJob, parseAgentJob } from '#lib/wire/control-messages'

/*
 * Jobs of this node: at most 5 run, 50 wait, more are refused and come again later. A job is on the disk before it is
 * acknowledged, and an id that was ever accepted is never run again.
 */

export interface JobBoardOptions {
  nodeId: string
  stateDirectory: string
  defaultDirectory: string
  facts: FlowFacts
  surroundings: Omit<StepContext['surroundings'], 'commandId'>
  node: StepContext['node']
  ledger: JobLedger
  outbox: Outbox
  streams: OutputStreams
  log: AgentLog
  reboot(): Promise<string | undefined>
}

export interface JobAnswer {
  statusCode: '200' | '51402' | '51405' | '51406' | '51408' | '51499'
  errorMessage: string
}

interface PreparedJob {
  entry: JobEntry
  commandId: string
  document: RunnableDocument
  cancellation: AbortController
}

const capacity = { running: 5, waiting: 50 }
const accepted: JobAnswer = { statusCode: '200', errorMessage: 'Successful' }

export class JobBoard {
  readonly #options: JobBoardOptions
  readonly #running = new Map<string, PreparedJob>()
  #waiting: PreparedJob[] = []
  /** On their way to the disk. */
  #admitting = 0
  #isReleased = false

  constructor(options: JobBoardOptions) {
    this.#options = options
  }

  get activity(): { running: number; waiting: number } {
    return { running: this.#running.size, waiting: this.#waiting.length }
  }

  /** Takes up what an earlier process of this agent left: first what it had begun, then what waited. */
  resume(): void {
    const { ledger, log } = this.#options
    for (const entry of ledger.openJobs()) {
      const job = parseJob(entry.job)
      const document = job?.kind === 'run' ? readDocument(job) : undefined
      if (!job || !document || 'statusCode' in document) {
        log.error('a job in the journal cannot be read, it is left', { job: entry.job.jobId })
        continue
      }
      const prepared = { entry, commandId: job.commandId, document, cancellation: new AbortController() }
      this.#resumeStreams(prepared)
      if (!entry.isFinished) this.#waiting.push(prepared)
    }
    this.#waiting.sort((one, other) => other.entry.steps.size - one.entry.steps.size)
    if (this.#waiting.length > 0) log.info('taking up jobs after a restart', { jobs: this.#waiting.length })
    this.#startWaiting()
  }

  /** Decides about a job; resolves when the decision is on the disk. */
  async receive(received: ReceivedJob): Promise<JobAnswer> {
    const { ledger, log, nodeId } = this.#options
    const job = parseJob(received)
    if (!job) return { statusCode: '51408', errorMessage: 'The job could not be read' }
    if (job.nodeId !== nodeId) return { statusCode: '51408', errorMessage: `The job is for ${job.nodeId}, this is ${nodeId}` }
    try {
      if (ledger.isKnown(job.jobId)) return await this.#answerDuplicate()
      return await (job.kind === 'cancel' ? this.#cancel(job) : this.#accept(job, received))
    } catch (thrown) {
      log.error('a job could not be written to the journal', { job: job.jobId, reason: reasonOf(thrown) })
      return { statusCode: '51402', errorMessage: 'The journal of the agent cannot be written' }
    }
  }

  /** This process ends; scripts go on, and the next process takes them up. */
  release(): void {
    this.#isReleased = true
    this.#waiting = []
  }

  // The first copy may still be on its way to the disk.
  async #answerDuplicate(): Promise<JobAnswer> {
    await this.#options.ledger.sync()
    return { statusCode: '51405', errorMessage: 'The job is known already' }
  }

  async #accept(job: Extract<AgentJob, { kind: 'run' }>, received: ReceivedJob): Promise<JobAnswer> {
    const { ledger, log } = this.#options
    const most = capacity.running + capacity.waiting
    if (this.#running.size + this.#waiting.length + this.#admitting >= most) {
      return { statusCode: '51402', errorMessage: `${most} jobs run or wait already` }
    }
    const document = readDocument(job)
    if ('statusCode' in document) return document
    this.#admitting += 1
    try {
      const entry = await ledger.accept(received)
      this.#waiting.push({ entry, commandId: job.commandId, document, cancellation: new AbortController() })
    } finally {
      this.#admitting -= 1
    }
    log.info('job accepted', { job: job.jobId, document: job.content.DocumentName })
    this.#startWaiting()
    return accepted
  }

  async #cancel(job: Extract<AgentJob, { kind: 'cancel' }>): Promise<JobAnswer> {
    const { ledger, log } = this.#options
    ledger.requestCancel(job.cancelJobId)
    await ledger.remember(job.jobId)
    log.info('cancellation accepted', { job: job.cancelJobId })
    this.#running.get(job.cancelJobId)?.cancellation.abort()
    const waiting = this.#waiting.find(({ entry }) => entry.job.jobId === job.cancelJobId)
    if (waiting) {
      this.#waiting = this.#waiting.filter((other) => other !== waiting)
      this.#start(waiting)
    }
    return accepted
  }

  /** Output of ended steps that the server has not got whole. */
  #resumeStreams({ entry, document }: PreparedJob): void {
    const { streams, stateDirectory } = this.#options
    const { jobId } = entry.job
    for (const [index, { result, output }] of entry.steps) {
      const step = document.steps[index]
      if (!step || !result || result.status === 'SuccessAndReboot' || output !== 'streaming') continue
      streams.open({ jobId, index, name: step.name }, stepFiles(jobDirectory(stateDirectory, jobId), index), true).finishSending()
    }
  }

  #startWaiting(): void {
    while (this.#running.size < capacity.running) {
      const next = this.#waiting.shift()
      if (!next) return
      this.#start(next)
    }
  }

  #start(job: PreparedJob): void {
    const { jobId } = job.entry.job
    if (this.#options.ledger.isCancelRequested(jobId)) job.cancellation.abort()
    this.#running.set(jobId, job)
    void this.#run(job).finally(() => {
      this.#running.delete(jobId)
      this.#startWaiting()
    })
  }

  async #run(job: PreparedJob): Promise<void> {
    const { log, surroundings } = this.#options
    const { jobId } = job.entry.job
    try {
      await runDocument({
        ...this.#options,
        entry: job.entry,
        document: job.document,
        surroundings: { ...surroundings, commandId: job.commandId },
        cancelled: job.cancellation.signal,
        isReleased: () => this.#isReleased,
      })
      if (!this.#isReleased) log.info('job done', { job: jobId })
    } catch (thrown) {
      // Left unfinished in the journal: the next start of the agent takes it up.
      log.error('a job could not be carried through', { job: jobId, reason: reasonOf(thrown) })
    }
  }
}

function parseJob({ jobId, topic, content }: ReceivedJob): AgentJob | undefined {
  return parseAgentJob({ JobId: jobId, Topic: topic, Content: content })
}

function readDocument(job: Extract<AgentJob, { kind: 'run' }>): RunnableDocument | JobAnswer {
  try {
    return prepareDocument(job.content)
  } catch (thrown) {
    if (thrown instanceof DocumentProblem) return { statusCode: '51406', errorMessage: thrown.message }
    throw thrown
  }
}
