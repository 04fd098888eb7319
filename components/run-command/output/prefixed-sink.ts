import type { LogBuffer, LogPiece, LogStream } from '#queries/ui/log/log-buffer'
import type { PieceSink } from './output-feed'

const encoder = new TextEncoder()

/** Puts whole lines of one node into a buffer shared by all, each with the node's name before it. */
export class PrefixedSink implements PieceSink {
  #next: Record<LogStream, number> = { stdout: 0, stderr: 0 }
  #unfinished: Record<LogStream, string> = { stdout: '', stderr: '' }

  constructor(
    readonly shared: LogBuffer,
    readonly prefix: string,
  ) {}

  write(piece: LogPiece): 'stored' | 'old' | 'gap' {
    const known = this.#next[piece.stream] - piece.offset
    if (known < 0) return 'gap'
    if (known >= piece.bytes) return 'old'
    this.#next[piece.stream] = piece.offset + piece.bytes
    const fresh = known === 0 ? piece.text : new TextDecoder().decode(encoder.encode(piece.text).slice(known))
    const lines = (this.#unfinished[piece.stream] + fresh).split('\n')
    this.#unfinished[piece.stream] = lines.pop() ?? ''
    if (lines.length > 0) this.#put(piece.stream, lines)
    return 'stored'
  }

  nextOffset(stream: LogStream): number {
    return this.#next[stream]
  }

  /** The node will print no more: a last line without an end counts too. */
  finish(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      if (this.#unfinished[stream] !== '') this.#put(stream, [this.#unfinished[stream]])
      this.#unfinished[stream] = ''
    }
  }

  #put(stream: LogStream, lines: readonly string[]): void {
    const text = lines.map((line) => `${this.prefix}${line}\n`).join('')
    this.shared.write({ stream, offset: this.shared.nextOffset(stream), bytes: encoder.encode(text).length, text })
  }
}
