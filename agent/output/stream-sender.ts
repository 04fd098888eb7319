import { type OutputText, textStart, type TextPosition } from '#agent/output/output-text'
import { joinFor, type JobOutput, maxOutputChunkBytes, type OutputStream, outputWindowBytes } from '#lib/wire/job-output'

export interface StreamKey {
  jobId: string
  step: string
  stream: OutputStream
}

/*
 * Sends one output file as numbered text. Everything after the last acknowledged offset is sent again on a new connection.
 * What the server has from an earlier life of this agent is found by sending one chunk and believing its answer.
 */
export class StreamSender {
  readonly key: StreamKey
  readonly #text: OutputText
  #send: ((output: JobOutput) => void) | undefined
  #acknowledged: TextPosition = textStart
  #sent: TextPosition = textStart
  /** Ends of the chunks that are under way. */
  #marks: TextPosition[] = []
  #isEnded = false
  #isFinalSent = false
  #isProbing: boolean
  #lastProgress = 0
  #sentAt = 0

  constructor(key: StreamKey, text: OutputText, isResumed: boolean) {
    this.key = key
    this.#text = text
    this.#isProbing = isResumed
  }

  get hasOutput(): boolean {
    return this.#text.fileBytes > 0
  }

  get isSent(): boolean {
    return this.#isFinalSent || (this.#isEnded && !this.hasOutput)
  }

  get isAcknowledged(): boolean {
    return this.isSent && this.#acknowledged.text >= this.#sent.text
  }

  /** How long the server has owed an answer. */
  stalledFor(now: number): number {
    return this.#send && this.#marks.length > 0 ? now - this.#lastProgress : 0
  }

  connect(send: (output: JobOutput) => void): void {
    this.#isProbing ||= this.#sent.text > 0
    this.#send = send
    this.#sent = this.#acknowledged
    this.#marks = []
    this.#isFinalSent = false
    this.pump()
  }

  /** For a connection that it may know already. */
  connectOnce(send: (output: JobOutput) => void): void {
    if (!this.#send) this.connect(send)
  }

  disconnect(): void {
    this.#send = undefined
    this.#isFinalSent = false
  }

  /** No byte follows in the file. */
  end(): void {
    this.#isEnded = true
    this.#text.lift()
    this.pump()
  }

  acknowledge(offset: number): void {
    this.#isProbing = false
    this.#lastProgress = performance.now()
    if (offset >= this.#sent.text) {
      if (offset > this.#sent.text) this.#sent = this.#text.seek(offset, this.#sent)
      this.#acknowledged = this.#sent
      this.#marks = []
    }
    for (let mark = this.#marks[0]; mark && mark.text <= offset; mark = this.#marks[0]) {
      this.#acknowledged = mark
      this.#marks.shift()
    }
    this.pump()
  }

  pump(): void {
    while (this.#send && !this.#isFinalSent && this.#hasRoom() && !this.#mayGrow() && this.hasOutput) {
      const chunk = this.#text.read(this.#sent, this.#isEnded)
      const isFinal = this.#isEnded && chunk.to.file >= this.#text.fileBytes
      if (chunk.text === '' && !isFinal) return
      if (this.#marks.length === 0) this.#lastProgress = performance.now()
      this.#sent = chunk.to
      this.#sentAt = performance.now()
      this.#isFinalSent = isFinal
      if (chunk.text !== '') this.#marks.push(chunk.to)
      this.#send({ ...this.key, offset: chunk.from.text, text: chunk.text, final: isFinal })
    }
  }

  close(): void {
    this.#send = undefined
    this.#text.close()
  }

  #mayGrow(): boolean {
    if (this.#isEnded || this.#marks.length === 0) return false
    const isFull = this.#text.fileBytes - this.#sent.file >= maxOutputChunkBytes
    return !isFull && performance.now() - this.#sentAt < joinFor(this.#marks.length)
  }

  #hasRoom(): boolean {
    if (this.#isProbing) return this.#marks.length === 0
    return this.#sent.text - this.#acknowledged.text < outputWindowBytes
  }
}
