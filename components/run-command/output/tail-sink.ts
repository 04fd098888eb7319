import type { LogPiece, LogStream } from '#queries/ui/log/log-buffer'
import type { PieceSink } from './output-feed'

/** Lets a buffer that counts from nought hold the end of a long stream: offsets are moved by what was left out. */
export class TailSink implements PieceSink {
  #skipped: Record<LogStream, number> = { stdout: 0, stderr: 0 }

  constructor(readonly inner: PieceSink) {}

  /** Only before anything of the stream was written. */
  skip(stream: LogStream, bytes: number): void {
    this.#skipped[stream] = bytes
  }

  skipped(stream: LogStream): number {
    return this.#skipped[stream]
  }

  write(piece: LogPiece): 'stored' | 'old' | 'gap' {
    const offset = piece.offset - this.#skipped[piece.stream]
    if (offset >= 0) return this.inner.write({ ...piece, offset })
    const rest = offset + piece.bytes
    if (rest <= 0) return 'old'
    const text = new TextDecoder().decode(new TextEncoder().encode(piece.text).slice(-offset))
    return this.inner.write({ ...piece, offset: 0, bytes: rest, text })
  }

  nextOffset(stream: LogStream): number {
    return this.#skipped[stream] + this.inner.nextOffset(stream)
  }
}
