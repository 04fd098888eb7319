import type { JobLedger } from '#agent/jobs/job-ledger'
import { type OutputFiles, StepOutput } from '#agent/output/step-output'
import type { JobOutput, JobOutputAck } from '#lib/wire/job-output'

const stalledAfterMs = 30_000

export interface StepOfJob {
  jobId: string
  index: number
  /** As the server knows it. */
  name: string
}

/** The outputs that are being watched or still have to reach the server. */
export class OutputStreams {
  readonly #ledger: JobLedger
  readonly #limit: number
  readonly #steps = new Map<string, { step: StepOfJob; output: StepOutput }>()
  #send: ((output: JobOutput) => void) | undefined

  constructor(ledger: JobLedger, limit: number) {
    this.#ledger = ledger
    this.#limit = limit
  }

  open(step: StepOfJob, files: OutputFiles, isResumed: boolean): StepOutput {
    const { jobId, index, name } = step
    this.#close(step)
    const onStreaming = () => this.#ledger.beginStreaming(jobId, index)
    const isStreaming = this.#ledger.find(jobId)?.steps.get(index)?.output === 'streaming'
    const output = new StepOutput({ jobId, step: name, files, limit: this.#limit, isResumed, onStreaming }, isStreaming)
    if (this.#send) output.connect(this.#send)
    this.#steps.set(keyOf(step), { step, output })
    return output
  }

  connect(send: (output: JobOutput) => void): void {
    this.#send = send
    for (const { output } of this.#steps.values()) output.connect(send)
  }

  disconnect(): void {
    this.#send = undefined
    for (const { output } of this.#steps.values()) output.disconnect()
  }

  acknowledge(ack: JobOutputAck): void {
    for (const { step, output } of this.#steps.values()) {
      if (step.jobId !== ack.jobId || step.name !== ack.step) continue
      output.acknowledge(ack.stream, ack.offset)
      this.settle(step.jobId, step.index, true)
    }
  }

  /** Whether the reply of this step may go: all output was sent before it, or the server takes none. */
  mayReply(jobId: string, index: number, canStream: boolean): boolean {
    const found = this.#steps.get(keyOf({ jobId, index }))
    return !canStream || !found || found.output.isSent || isStalled(found.output)
  }

  /** Lets go of a step whose reply the server has, and its output too if it wants it. */
  settle(jobId: string, index: number, canStream: boolean): void {
    const entry = this.#ledger.find(jobId)
    const found = this.#steps.get(keyOf({ jobId, index }))
    const isTold = [...(entry?.replies.values() ?? [])].every((reply) => reply.streamedStep !== index)
    if (!entry?.steps.get(index)?.result || !found || !isTold) return
    if (canStream && !found.output.isAcknowledged && !isStalled(found.output)) return
    this.#close(found.step)
    this.#ledger.endStreaming(jobId, index)
  }

  /** The reply tells everything. */
  discard(step: StepOfJob): void {
    this.#close(step)
  }

  close(): void {
    for (const { output } of this.#steps.values()) output.close()
    this.#steps.clear()
  }

  #close(step: Pick<StepOfJob, 'jobId' | 'index'>): void {
    this.#steps.get(keyOf(step))?.output.close()
    this.#steps.delete(keyOf(step))
  }
}

// A server that keeps an output waiting must not keep the result waiting.
function isStalled(output: StepOutput): boolean {
  return output.stalledFor(performance.now()) > stalledAfterMs
}

function keyOf({ jobId, index }: Pick<StepOfJob, 'jobId' | 'index'>): string {
  return `${jobId} ${index}`
}
