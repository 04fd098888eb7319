import path from 'node:path'
import type { StepResult } from '#agent/documents/step-result'
import type { Attempt } from '#agent/plugins/plugin'
import { parseJobRecord, type JobRecord, type ReceivedJob, type StoredReply } from '#agent/jobs/job-record'
import { openJournal, type Journal } from '#agent/jobs/journal'

/*
 * What this node knows about its jobs, in memory and in the journal:
 * accepted -> per step: attempt, streaming, step -> finished -> all replies acknowledged and all output delivered -> forgotten
 * but for its id. Every change is a record; reading the records again gives the same state.
 */

export interface StepEntry {
  /** 0 until a first attempt was begun. */
  attempt: number
  attemptedAt: number
  /** Of the first attempt. */
  startedAt: number
  result?: StepResult
  output: 'whole-in-reply' | 'streaming' | 'streamed'
}

export interface JobEntry {
  readonly job: ReceivedJob
  readonly steps: Map<number, StepEntry>
  readonly replies: Map<string, StoredReply>
  isFinished: boolean
}

const rememberedFor = { ms: 30 * 24 * 3_600_000, jobs: 10_000 }
const rewriteAbove = 4 * 1024 * 1024

export class JobLedger {
  readonly #journal: Journal<JobRecord>
  readonly #now: () => number
  readonly #jobs = new Map<string, JobEntry>()
  readonly #remembered = new Map<string, number>()
  readonly #cancelled = new Set<string>()
  #rewriteAt = rewriteAbove
  #isClosed = false

  private constructor(journal: Journal<JobRecord>, now: () => number) {
    this.#journal = journal
    this.#now = now
  }

  static open(directory: string, now: () => number): { ledger: JobLedger; unreadable: number } {
    const opened = openJournal(path.join(directory, 'journal'), parseJobRecord)
    const ledger = new JobLedger(opened.journal, now)
    for (const record of opened.records) ledger.#apply(record)
    return { ledger, unreadable: opened.unreadable }
  }

  /** True for a job that was ever accepted, as far back as ids are remembered. */
  isKnown(jobId: string): boolean {
    return this.#remembered.has(jobId)
  }

  openJobs(): readonly JobEntry[] {
    return [...this.#jobs.values()]
  }

  find(jobId: string): JobEntry | undefined {
    return this.#jobs.get(jobId)
  }

  /** Resolves when the job is on the disk: only then may it be acknowledged. */
  async accept(job: ReceivedJob): Promise<JobEntry> {
    const entry = newEntry(job)
    this.#jobs.set(job.jobId, entry)
    this.#record({ kind: 'accepted', at: this.#now(), job })
    await this.#journal.sync()
    return entry
  }

  async remember(jobId: string): Promise<void> {
    this.#record({ kind: 'remembered', at: this.#now(), jobId })
    await this.#journal.sync()
  }

  requestCancel(jobId: string): void {
    if (!this.#cancelled.has(jobId)) this.#record({ kind: 'cancel-requested', at: this.#now(), jobId })
  }

  isCancelRequested(jobId: string): boolean {
    return this.#cancelled.has(jobId)
  }

  /** Recorded before a process is started, so that a step is known to have been begun. */
  beginAttempt(jobId: string, step: number): Attempt {
    const earlier = this.#jobs.get(jobId)?.steps.get(step)
    const attempt = { number: (earlier?.attempt ?? 0) + 1, at: this.#now() }
    this.#record({ kind: 'attempt', at: attempt.at, jobId, step, attempt: attempt.number, isFirst: !earlier })
    return attempt
  }

  /** One record: no crash can come between a result and the reply that tells it. */
  finishStep(finished: { jobId: string; step: number; result: StepResult; reply?: StoredReply }): void {
    this.#record({ kind: 'step', ...finished })
  }

  beginStreaming(jobId: string, step: number): void {
    if (this.#jobs.get(jobId)?.steps.get(step)?.output === 'whole-in-reply') this.#record({ kind: 'streaming', jobId, step })
  }

  endStreaming(jobId: string, step: number): void {
    if (this.#jobs.get(jobId)?.steps.get(step)?.output === 'streaming') this.#record({ kind: 'streamed', jobId, step })
  }

  acknowledgeReply(jobId: string, messageId: string): void {
    if (this.#jobs.get(jobId)?.replies.has(messageId)) this.#record({ kind: 'reply-acked', jobId, messageId })
  }

  finish(jobId: string, reply: StoredReply): void {
    this.#record({ kind: 'finished', at: this.#now(), jobId, reply })
  }

  sync(): Promise<void> {
    return this.#journal.sync()
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#journal.close()
  }

  #record(record: JobRecord): void {
    if (this.#isClosed) return
    this.#journal.append(record)
    this.#apply(record)
    if (this.#journal.bytes > this.#rewriteAt) this.#rewrite()
  }

  #apply(record: JobRecord): void {
    switch (record.kind) {
      case 'accepted':
        this.#remember(record.job.jobId, record.at)
        if (!this.#jobs.has(record.job.jobId)) this.#jobs.set(record.job.jobId, newEntry(record.job))
        return
      case 'remembered':
        return this.#remember(record.jobId, record.at)
      case 'cancel-requested':
        return this.#cancel(record.jobId)
      default:
        return this.#applyToJob(record)
    }
  }

  #applyToJob(record: Exclude<JobRecord, { kind: 'accepted' | 'remembered' | 'cancel-requested' }>): void {
    const entry = this.#jobs.get(record.jobId)
    if (!entry) return
    if ('reply' in record) entry.replies.set(record.reply.messageId, record.reply)
    if (record.kind === 'finished') entry.isFinished = true
    else if (record.kind === 'reply-acked') entry.replies.delete(record.messageId)
    else if (record.kind !== 'reply') applyToStep(entry, record)
    this.#forgetIfDelivered(entry)
  }

  #remember(jobId: string, at: number): void {
    this.#remembered.delete(jobId)
    this.#remembered.set(jobId, at)
    for (const [id, since] of this.#remembered) {
      if (this.#jobs.has(id)) continue
      if (this.#remembered.size <= rememberedFor.jobs && at - since <= rememberedFor.ms) return
      this.#remembered.delete(id)
      this.#cancelled.delete(id)
    }
  }

  // A cancellation may come before its job does, or for a job long gone: the set must not grow for ever.
  #cancel(jobId: string): void {
    const [oldest] = this.#cancelled
    if (oldest !== undefined && this.#cancelled.size >= rememberedFor.jobs) this.#cancelled.delete(oldest)
    this.#cancelled.add(jobId)
  }

  #forgetIfDelivered(entry: JobEntry): void {
    if (!entry.isFinished || entry.replies.size > 0) return
    if ([...entry.steps.values()].some((step) => step.output === 'streaming')) return
    this.#jobs.delete(entry.job.jobId)
    this.#cancelled.delete(entry.job.jobId)
  }

  #rewrite(): void {
    this.#journal.rewrite([...this.#snapshot()])
    this.#rewriteAt = Math.max(rewriteAbove, this.#journal.bytes * 2)
  }

  *#snapshot(): Generator<JobRecord> {
    for (const [jobId, at] of this.#remembered) {
      const entry = this.#jobs.get(jobId)
      if (entry) yield* recordsOf(entry, at)
      else yield { kind: 'remembered', at, jobId }
    }
    for (const jobId of this.#cancelled) yield { kind: 'cancel-requested', at: this.#now(), jobId }
  }
}

function newEntry(job: ReceivedJob): JobEntry {
  return { job, steps: new Map(), replies: new Map(), isFinished: false }
}

type StepRecord = Extract<JobRecord, { kind: 'attempt' | 'step' | 'streaming' | 'streamed' }>

function applyToStep(entry: JobEntry, record: StepRecord): void {
  const step: StepEntry = entry.steps.get(record.step) ?? { attempt: 0, attemptedAt: 0, startedAt: 0, output: 'whole-in-reply' }
  entry.steps.set(record.step, step)
  if (record.kind === 'step') step.result = record.result
  else if (record.kind === 'attempt') {
    step.attempt = record.attempt
    step.attemptedAt = record.at
    if (record.isFirst) step.startedAt = record.at
    delete step.result
  } else step.output = record.kind
}

function* recordsOf(entry: JobEntry, at: number): Generator<JobRecord> {
  const { jobId } = entry.job
  yield { kind: 'accepted', at, job: entry.job }
  for (const [step, { attempt, attemptedAt, startedAt, result, output }] of entry.steps) {
    if (attempt > 0) yield { kind: 'attempt', at: startedAt, jobId, step, attempt, isFirst: true }
    if (attempt > 1) yield { kind: 'attempt', at: attemptedAt, jobId, step, attempt, isFirst: false }
    if (result) yield { kind: 'step', jobId, step, result }
    if (output !== 'whole-in-reply') yield { kind: output, jobId, step }
  }
  for (const reply of entry.replies.values()) yield { kind: 'reply', jobId, reply }
  if (entry.isFinished) yield { kind: 'finished', at, jobId }
}
