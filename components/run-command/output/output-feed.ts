import type { LogBuffer, LogPiece, LogStream } from '#queries/ui/log/log-buffer'

/** A range as the server has it: some text from `offset` on, and how long the stream is by now. */
export interface OutputRange {
  offset: number
  bytes: number
  text: string
  /** Bytes that the server holds. */
  size: number
}

export type FetchRange = (stream: LogStream, offset: number) => Promise<OutputRange>

const mostHeld = 512

/**
 * One step's output on one node: live pieces and fetched ranges become one text, whatever order they come in. A piece that
 * comes too early is held until the range before it was fetched, so that nothing is lost and nothing is doubled.
 */
export class OutputFeed {
  #held: LogPiece[] = []
  #filling = new Map<LogStream, Promise<void>>()
  #closed = false

  constructor(
    readonly buffer: LogBuffer,
    readonly fetchRange: FetchRange,
    readonly onFailure: (thrown: unknown) => void = () => {},
  ) {}

  receive(piece: LogPiece): void {
    if (this.buffer.write(piece) !== 'gap') return
    if (this.#held.length < mostHeld) this.#held.push(piece)
    void this.fill(piece.stream)
  }

  /** Reads on from what is here until nothing is missing. Called at the start, after a gap, and when a step ended. */
  fill(stream: LogStream): Promise<void> {
    const running = this.#filling.get(stream)
    if (running) return running
    const work = this.#readOn(stream)
      .catch((thrown: unknown) => this.onFailure(thrown))
      .finally(() => this.#filling.delete(stream))
    this.#filling.set(stream, work)
    return work
  }

  close(): void {
    this.#closed = true
    this.#held = []
  }

  async #readOn(stream: LogStream): Promise<void> {
    for (let more = true; more && !this.#closed; ) {
      const from = this.buffer.nextOffset(stream)
      const range = await this.fetchRange(stream, from)
      if (this.#closed) return
      if (range.bytes > 0) this.buffer.write({ stream, offset: range.offset, bytes: range.bytes, text: range.text })
      this.#writeHeld(stream)
      const next = this.buffer.nextOffset(stream)
      more = next > from && (next < range.size || this.#held.some((piece) => piece.stream === stream))
    }
  }

  #writeHeld(stream: LogStream): void {
    const waiting = this.#held.filter((piece) => piece.stream === stream).sort((a, b) => a.offset - b.offset)
    const early = waiting.filter((piece) => this.buffer.write(piece) === 'gap')
    this.#held = [...this.#held.filter((piece) => piece.stream !== stream), ...early]
  }
}
