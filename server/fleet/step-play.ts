import { exitCodes, statusOfExit, type StepStatus } from '#agent/documents/step-result'
import type { OutputStream } from '#lib/wire/job-output'
import { OutputPipe } from './output-pipe'
import { type Act, numberLines } from './script'

export interface StepEnd {
  status: StepStatus
  code: number
  standardOutput: string
  standardError: string
}

export interface Stage {
  jobId: string
  step: string
  cancelled: AbortSignal
  /** Hands over a stream that has begun. `false` when this server takes none. */
  openPipe(pipe: OutputPipe): boolean
}

/** As our agent: what a step says after this long is streamed, and so is what does not fit into a reply. */
const quietMilliseconds = 20
const replyBytes = 24_000
/** Far more than a reply carries; the whole text goes by stream. */
const longestReply = 1024 * 1024

/** Plays one step: collects its output, and streams it when it takes time or is long. */
export class StepPlay {
  readonly #stage: Stage
  readonly #since = performance.now()
  readonly #text: Record<OutputStream, Buffer[]> = { stdout: [], stderr: [] }
  #pipes: Partial<Record<OutputStream, OutputPipe>> | undefined

  constructor(stage: Stage) {
    this.#stage = stage
  }

  async perform(acts: readonly Act[]): Promise<StepEnd> {
    let code = 0
    for (const act of acts) {
      if (this.#stage.cancelled.aborted) break
      code = act.kind === 'exit' ? act.code : 0
      if (act.kind === 'exit' && act.code > 0) break
      await this.#perform(act)
    }
    const isCancelled = this.#stage.cancelled.aborted
    if (code > 0) this.#print('stderr', Buffer.from(`failed to run commands: exit status ${code}`))
    this.#finishStreams()
    const end = { standardOutput: this.#textOf('stdout'), standardError: this.#textOf('stderr') }
    if (isCancelled) return { status: 'Cancelled', code: exitCodes.killed, ...end }
    return { status: statusOfExit(code), code, ...end }
  }

  /** The reply may go: nothing of the output is still to be sent. */
  get isSent(): boolean {
    return Object.values(this.#pipes ?? {}).every((pipe) => pipe.isSent)
  }

  async #perform(act: Act): Promise<void> {
    switch (act.kind) {
      case 'print':
        return this.#print(act.stream, Buffer.from(act.text))
      case 'number-lines':
        return this.#print('stdout', numberLines(act.count, act.width))
      case 'wait':
        return this.#wait(act.milliseconds)
      case 'tick':
        return this.#tick(act)
      case 'exit':
        return
    }
  }

  async #tick({ count, everyMilliseconds }: { count: number; everyMilliseconds: number }): Promise<void> {
    const begun = performance.now()
    for (let line = 1; line <= count && !this.#stage.cancelled.aborted; line += 1) {
      this.#print('stdout', Buffer.from(`line ${line} of ${count} at ${Date.now()}\n`))
      // Against the beginning, so that late timers do not add up.
      if (line < count) await this.#wait(begun + line * everyMilliseconds - performance.now())
    }
  }

  #wait(milliseconds: number): Promise<void> {
    if (milliseconds >= quietMilliseconds && this.#hasText) this.#startStreaming()
    const { cancelled } = this.#stage
    if (cancelled.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer)
        cancelled.removeEventListener('abort', finish)
        resolve()
      }
      const timer = setTimeout(finish, Math.max(0, milliseconds))
      cancelled.addEventListener('abort', finish, { once: true })
    })
  }

  get #hasText(): boolean {
    return this.#text.stdout.length + this.#text.stderr.length > 0
  }

  #print(stream: OutputStream, bytes: Buffer): void {
    this.#text[stream].push(bytes)
    if (this.#pipes) this.#pipeOf(this.#pipes, stream).append(bytes)
    else if (performance.now() - this.#since >= quietMilliseconds) this.#startStreaming()
  }

  #startStreaming(): void {
    if (this.#pipes) return
    this.#pipes = {}
    for (const stream of ['stdout', 'stderr'] as const) {
      for (const bytes of this.#text[stream]) this.#pipeOf(this.#pipes, stream).append(bytes)
    }
  }

  #pipeOf(pipes: Partial<Record<OutputStream, OutputPipe>>, stream: OutputStream): OutputPipe {
    const known = pipes[stream]
    if (known) return known
    const { jobId, step } = this.#stage
    const pipe = new OutputPipe({ jobId, step, stream })
    // A stock server takes no streams: its reply has what fits.
    if (this.#stage.openPipe(pipe)) pipes[stream] = pipe
    return pipe
  }

  #finishStreams(): void {
    const isLong = Object.values(this.#text).some((parts) => parts.reduce((sum, part) => sum + part.length, 0) > replyBytes)
    if (isLong) this.#startStreaming()
    for (const pipe of Object.values(this.#pipes ?? {})) pipe.end()
  }

  #textOf(stream: OutputStream): string {
    const parts: Buffer[] = []
    let bytes = 0
    for (const part of this.#text[stream]) {
      if (bytes > longestReply) break
      parts.push(part.subarray(0, longestReply))
      bytes += part.length
    }
    return Buffer.concat(parts).toString('utf8')
  }
}
