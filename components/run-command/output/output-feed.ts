import type { LogPiece, LogStream } from '#queries/ui/log/log-buffer'

/** A range as the server has it: some text from `offset` on, and how long the stream is by now. */
export interface OutputRange {
  offset: number
  bytes: number
  text: string
  /** Bytes that the server holds. */
  size: number
}

export type FetchRange = (stream: LogStream, offset: number) => Promise<OutputRange>

/** Where the text goes: it takes pieces in order, and says when one comes too early. */
export interface PieceSink {
  write(piece: LogPiece): 'stored' | 'old' | 'gap'
  nextOffset(stream: LogStream): number
}

const mostHeld = 512

/**
 * One step's output on one node: live pieces and fetched ranges become one text, whatever order they come in. A piece that
 * comes too early is held until the range before it was fetched, so that nothing is lost and nothing is doubled.
 */
export class OutputFeed {
  #held: LogPiece[] = []
  #filling = new Map<LogStream, Promise<void>>()
  #open = true

  constructor(
    readonly sink: PieceSink,
    readonly fetchRange: FetchRange,
    readonly onFailure: (thrown: unknown) => void = () => {},
  ) {}

  receive(piece: LogPiece): void {
    if (this.sink.write(piece) !== 'gap') return
    if (this.#held.length < mostHeld) this.#held.push(piece)
    void this.fill(piece.stream)
  }

  /** Reads on from what is here until nothing is missing. Called at the start, after a gap, and when a step ended. */
  fill(stream: LogStream): Promise<void> {
    const running = this.#filling.get(stream)
    if (running) return running
    const work = this.#readOn(stream)
      .catch((thrown: unknown) => (this.#open ? this.onFailure(thrown) : undefined))
      .finally(() => this.#filling.delete(stream))
    this.#filling.set(stream, work)
    return work
  }

  open(): void {
    this.#open = true
  }

  close(): void {
    this.#open = false
    this.#held = []
  }

  async #readOn(stream: LogStream): Promise<void> {
    for (let more = true; more && this.#open; ) {
      const from = this.sink.nextOffset(stream)
      const range = await this.fetchRange(stream, from)
      if (!this.#open) return
      if (range.bytes > 0) this.sink.write({ stream, offset: range.offset, bytes: range.bytes, text: range.text })
      this.#writeHeld(stream)
      const next = this.sink.nextOffset(stream)
      more = next > from && (next < range.size || this.#held.some((piece) => piece.stream === stream))
    }
  }

  #writeHeld(stream: LogStream): void {
    const waiting = this.#held.filter((piece) => piece.stream === stream).sort((a, b) => a.offset - b.offset)
    const early = waiting.filter((piece) => this.sink.write(piece) === 'gap')
    this.#held = [...this.#held.filter((piece) => piece.stream !== stream), ...early]
  }
}
