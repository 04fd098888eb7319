import { appendFileSync, closeSync, openSync, readSync, statSync, truncateSync, watch, type FSWatcher } from 'node:fs'
import { OutputText } from '#agent/output/output-text'
import { StreamSender, type StreamKey } from '#agent/output/stream-sender'
import { outputLimits, truncateStream } from '#agent/output/truncate'
import type { JobOutput, OutputStream } from '#lib/wire/job-output'

export interface OutputFiles {
  standardOutput: string
  standardError: string
}

export interface StepOutputOptions {
  jobId: string
  step: string
  files: OutputFiles
  /** Bytes kept on disk for each stream. */
  limit: number
  /** The step was begun by an earlier process of this agent. */
  isResumed: boolean
  onStreaming(): void
}

const quietMs = 20
// Some file systems report no changes: look anyway, though rarely.
const fallbackLookMs = 1_000

/*
 * Watches the two files of a step while it runs: keeps them below their limit, and sends them as they grow once the step has
 * run for 20 ms and the server wants it. A step that was never streamed and fits into its reply needs nothing of this.
 */
export class StepOutput {
  readonly #options: StepOutputOptions
  #senders: readonly StreamSender[] = []
  #send: ((output: JobOutput) => void) | undefined
  #watchers: FSWatcher[] = []
  #timer: NodeJS.Timeout | undefined
  #quiet: NodeJS.Timeout | undefined
  #isStreaming: boolean
  readonly #overflowed = new Set<string>()

  constructor(options: StepOutputOptions, isStreaming: boolean) {
    this.#options = options
    this.#isStreaming = isStreaming
  }

  get isStreaming(): boolean {
    return this.#isStreaming
  }

  get isSent(): boolean {
    return this.#senders.length > 0 && this.#senders.every((sender) => sender.isSent)
  }

  get isAcknowledged(): boolean {
    return this.#senders.length > 0 && this.#senders.every((sender) => sender.isAcknowledged)
  }

  stalledFor(now: number): number {
    return Math.max(0, ...this.#senders.map((sender) => sender.stalledFor(now)))
  }

  /** The step's process runs from now on. */
  begin(): void {
    this.#quiet = setTimeout(() => this.#beginWatching(), quietMs)
    this.#quiet.unref()
  }

  /** The step's process is gone; says whether the reply alone would not tell everything. */
  end(): { needsStream: boolean } {
    this.#stopWatching()
    for (const file of this.#paths()) this.#cut(file, true)
    const { standardOutput, standardError } = this.#options.files
    const isLarge = exceeds(standardOutput, outputLimits.standardOutput) || exceeds(standardError, outputLimits.standardError)
    if (!this.#isStreaming && !isLarge) return { needsStream: false }
    this.finishSending()
    return { needsStream: true }
  }

  /** Sends what is left; alone for a step that ended in an earlier life of this agent. */
  finishSending(): void {
    this.#createSenders()
    for (const sender of this.#senders) sender.end()
    this.#connectSenders()
  }

  connect(send: (output: JobOutput) => void): void {
    this.#send = send
    for (const sender of this.#senders) sender.connect(send)
    if (this.#watchers.length > 0) this.#look()
  }

  disconnect(): void {
    this.#send = undefined
    for (const sender of this.#senders) sender.disconnect()
  }

  acknowledge(stream: OutputStream, offset: number): void {
    this.#senders.find((sender) => sender.key.stream === stream)?.acknowledge(offset)
  }

  close(): void {
    this.#stopWatching()
    for (const sender of this.#senders) sender.close()
    this.#senders = []
  }

  #beginWatching(): void {
    this.#quiet = undefined
    this.#watchers = this.#paths().map((file) => watch(file, { persistent: false }, () => this.#lookSoon()))
    this.#timer = setInterval(() => this.#look(), fallbackLookMs)
    this.#timer.unref()
    this.#look()
  }

  #stopWatching(): void {
    for (const watcher of this.#watchers) watcher.close()
    this.#watchers = []
    clearInterval(this.#timer)
    clearTimeout(this.#quiet)
    this.#quiet = undefined
  }

  #lookSoon(): void {
    if (this.#quiet) return
    this.#quiet = setTimeout(() => {
      this.#quiet = undefined
      this.#look()
    }, quietMs)
    this.#quiet.unref()
  }

  #look(): void {
    for (const file of this.#paths()) this.#cut(file, false)
    const isWanted = this.#isStreaming || this.#paths().some((file) => sizeOf(file) > 0)
    if (this.#send && isWanted && this.#senders.length === 0) {
      this.#createSenders()
      this.#connectSenders()
    }
    for (const sender of this.#senders) sender.pump()
  }

  #createSenders(): void {
    if (this.#senders.length > 0) return
    const { files, limit, isResumed, jobId, step } = this.#options
    this.#isStreaming = true
    this.#options.onStreaming()
    const senderOf = (stream: OutputStream, file: string) => {
      const key: StreamKey = { jobId, step, stream }
      return new StreamSender(key, new OutputText(file, limit), isResumed)
    }
    this.#senders = [senderOf('stdout', files.standardOutput), senderOf('stderr', files.standardError)]
  }

  #connectSenders(): void {
    if (this.#send) for (const sender of this.#senders) sender.connectOnce(this.#send)
  }

  // The script appends, so a cut leaves it writing at the new end: what is beyond the limit is dropped, the script goes on.
  #cut(file: string, isEnd: boolean): void {
    const { limit } = this.#options
    if (sizeOf(file) > limit) {
      truncateSync(file, limit)
      this.#overflowed.add(file)
    }
    if (isEnd && this.#overflowed.has(file)) appendFileSync(file, `\n--output dropped: more than ${limit} bytes were written--\n`)
  }

  #paths(): readonly string[] {
    return [this.#options.files.standardOutput, this.#options.files.standardError]
  }
}

/** The beginning of both streams as the API shows it. */
export function readReplyOutput(files: OutputFiles): { standardOutput: string; standardError: string } {
  return {
    standardOutput: truncateStream(firstText(files.standardOutput, outputLimits.standardOutput), outputLimits.standardOutput),
    standardError: truncateStream(firstText(files.standardError, outputLimits.standardError), outputLimits.standardError),
  }
}

// An invalid byte becomes three in the reply, so a file within the limit may still be cut there.
function exceeds(file: string, limit: number): boolean {
  return sizeOf(file) > limit || Buffer.byteLength(firstText(file, limit)) > limit
}

function firstText(file: string, limit: number): string {
  if (sizeOf(file) === 0) return ''
  const bytes = Buffer.allocUnsafe(limit + 4)
  const descriptor = openSync(file, 'r')
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0)),
    )
  } finally {
    closeSync(descriptor)
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
