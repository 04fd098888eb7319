import type { LineStart } from '../store/outputs'

const lineEnd = 0x0a

/** Counts the lines of a text that comes in pieces, and says of each piece where its first line begins. */
export class LineCounter {
  #bytes = 0
  #lines = 0
  #endsLine = true

  /** Undefined for a piece in which no line begins. */
  count(piece: Uint8Array): LineStart | undefined {
    const first = this.#endsLine ? 0 : piece.indexOf(lineEnd) + 1
    const begins = piece.length > 0 && (this.#endsLine || (first > 0 && first < piece.length))
    const start = begins ? { byte: this.#bytes + first, before: this.#lines + (this.#endsLine ? 0 : 1) } : undefined
    for (let at = piece.indexOf(lineEnd); at >= 0; at = piece.indexOf(lineEnd, at + 1)) this.#lines += 1
    this.#bytes += piece.length
    if (piece.length > 0) this.#endsLine = piece[piece.length - 1] === lineEnd
    return start
  }

  /** How many lines there were; one without an end counts. */
  end(): LineStart {
    return { byte: this.#bytes, before: this.#lines + (this.#endsLine ? 0 : 1) }
  }
}
