import { joinFor, maxOutputChunkBytes, outputWindowBytes, type JobOutput, type OutputStream } from '#lib/wire/job-output'

export interface PipeKey {
  jobId: string
  step: string
  stream: OutputStream
}

type Send = (output: JobOutput) => void

/** One stream of one step on its way to the server, kept until it is acknowledged; a new connection goes on behind that. */
export class OutputPipe {
  readonly key: PipeKey
  /** What is not acknowledged yet, from `#acknowledged` on. */
  #parts: Buffer[] = []
  #acknowledged = 0
  #sent = 0
  #total = 0
  #isEnded = false
  #isFinalSent = false
  #sentAt = 0
  /** Answers. */
  #owed = 0
  #send: Send | undefined

  constructor(key: PipeKey) {
    this.key = key
  }

  /** True when the reply of the step may follow. */
  get isSent(): boolean {
    return this.#isFinalSent || (this.#isEnded && this.#total === 0)
  }

  append(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#parts.push(bytes)
    this.#total += bytes.length
    this.pump()
  }

  end(): void {
    this.#isEnded = true
    this.pump()
  }

  connect(send: Send): void {
    this.#send = send
    this.#sent = this.#acknowledged
    this.#owed = 0
    this.#isFinalSent = false
    this.pump()
  }

  disconnect(): void {
    this.#send = undefined
  }

  acknowledge(offset: number): void {
    const reached = Math.min(offset, this.#total)
    if (reached > this.#acknowledged) this.#drop(reached - this.#acknowledged)
    this.#sent = Math.max(this.#sent, reached)
    this.#owed = this.#sent > this.#acknowledged ? 1 : 0
    this.pump()
  }

  #drop(bytes: number): void {
    this.#acknowledged += bytes
    let [whole, left] = [0, bytes]
    for (const part of this.#parts) {
      if (part.length > left) break
      left -= part.length
      whole += 1
    }
    this.#parts = this.#parts.slice(whole)
    const [first] = this.#parts
    if (first && left > 0) this.#parts[0] = first.subarray(left)
  }

  pump(): void {
    while (this.#send && !this.#isFinalSent && this.#total > 0 && this.#sent - this.#acknowledged < outputWindowBytes) {
      if (this.#mayGrow()) return
      const chunk = this.#chunkAt(this.#sent)
      const isLast = this.#isEnded && this.#sent + chunk.length === this.#total
      if (chunk.length === 0 && !isLast) return
      const offset = this.#sent
      this.#sent += chunk.length
      this.#sentAt = performance.now()
      this.#owed += 1
      this.#isFinalSent = isLast
      this.#send({ ...this.key, offset, text: chunk.toString('utf8'), final: isLast })
    }
  }

  #mayGrow(): boolean {
    if (this.#isEnded || this.#total - this.#sent >= maxOutputChunkBytes) return false
    return performance.now() - this.#sentAt < joinFor(this.#owed)
  }

  /** At most one chunk's worth, cut at a character. */
  #chunkAt(offset: number): Buffer {
    let skip = offset - this.#acknowledged
    const taken: Buffer[] = []
    let length = 0
    for (const part of this.#parts) {
      if (length >= maxOutputChunkBytes) break
      if (skip >= part.length) {
        skip -= part.length
        continue
      }
      taken.push(part.subarray(skip))
      length += part.length - skip
      skip = 0
    }
    const joined = taken.length === 1 && taken[0] ? taken[0] : Buffer.concat(taken)
    return joined.length <= maxOutputChunkBytes ? joined : joined.subarray(0, characterStart(joined, maxOutputChunkBytes))
  }
}

function characterStart(bytes: Buffer, from: number): number {
  let at = from
  while (at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1
  return at
}
