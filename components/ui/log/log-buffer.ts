import { foldReturns, parseAnsi, plainText, type Span, type TextStyle } from '../ansi'

export type LogStream = 'stdout' | 'stderr'

/** A piece of a stream at its byte offset, as the live stream and the API give it. */
export interface LogPiece {
  stream: LogStream
  offset: number
  bytes: number
  text: string
}

export interface LogLine {
  stream: LogStream
  /** With escape sequences and carriage returns still in it. */
  raw: string
  start: TextStyle
}

const noStyle: TextStyle = {}
const longestLine = 16_384
const foldAbove = 2_048
const soonMs = 16

/**
 * Text of a running step, kept outside React. Pieces may come twice, overlap, or leave a gap: the offset tells.
 * Readers are told soon, and then at most four times a second: each telling costs a browser a drawing. By a timer, so
 * that hidden tabs stay right.
 */
export class LogBuffer {
  readonly lines: LogLine[] = []
  /** Lines dropped at the start to stay within the limit. */
  dropped = 0
  #version = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #toldAt = Number.NEGATIVE_INFINITY
  readonly #next: Record<LogStream, number> = { stdout: 0, stderr: 0 }
  readonly #open: Record<LogStream, number | undefined> = { stdout: undefined, stderr: undefined }
  readonly #style: Record<LogStream, TextStyle> = { stdout: noStyle, stderr: noStyle }
  readonly #listeners = new Set<() => void>()

  constructor(
    readonly mostLines = 200_000,
    readonly tellEveryMs = 230,
  ) {}

  /** `gap`: something before this piece is missing; fetch from `nextOffset` and write that first. */
  write(piece: LogPiece): 'stored' | 'old' | 'gap' {
    const expected = this.#next[piece.stream]
    if (piece.offset > expected) return 'gap'
    const known = expected - piece.offset
    if (known >= piece.bytes) return 'old'
    this.#next[piece.stream] = piece.offset + piece.bytes
    this.#append(piece.stream, known === 0 ? piece.text : withoutBytes(piece.text, known))
    this.#tell()
    return 'stored'
  }

  nextOffset(stream: LogStream): number {
    return this.#next[stream]
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Changes whenever there is something new to draw. */
  readonly version = (): number => this.#version

  /** For the end of a reading: its text and the news that it is complete come together. */
  tellNow(): void {
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#told()
  }

  #append(stream: LogStream, text: string): void {
    const [first = '', ...rest] = text.split('\n')
    this.#extend(stream, first)
    for (const part of rest) {
      this.#finish(stream)
      this.#extend(stream, part)
    }
    if (this.lines.length > this.mostLines) this.#dropStart()
  }

  #extend(stream: LogStream, text: string): void {
    if (text === '') return
    const at = this.#open[stream]
    const line = at === undefined ? undefined : this.lines[at]
    if (at === undefined || !line) {
      this.#open[stream] = this.lines.push({ stream, raw: text, start: this.#style[stream] }) - 1
    } else {
      const raw = line.raw + text
      this.lines[at] = { ...line, raw: raw.length > foldAbove ? foldOpen(raw) : raw }
    }
    this.#splitLong(stream)
  }

  #splitLong(stream: LogStream): void {
    const at = this.#open[stream]
    const line = at === undefined ? undefined : this.lines[at]
    if (at === undefined || !line || line.raw.length <= longestLine) return
    const rest = line.raw.slice(longestLine)
    this.lines[at] = { ...line, raw: line.raw.slice(0, longestLine) }
    this.#finish(stream)
    this.#extend(stream, rest)
  }

  #finish(stream: LogStream): void {
    const at = this.#open[stream]
    const line = at === undefined ? undefined : this.lines[at]
    if (line?.raw.includes('\u001b')) this.#style[stream] = parseAnsi(line.raw, line.start).end
    if (!line) this.lines.push({ stream, raw: '', start: this.#style[stream] })
    this.#open[stream] = undefined
  }

  #dropStart(): void {
    const count = this.lines.length - Math.floor(this.mostLines * 0.9)
    this.lines.splice(0, count)
    this.dropped += count
    for (const stream of ['stdout', 'stderr'] as const) {
      const at = this.#open[stream]
      if (at !== undefined) this.#open[stream] = at >= count ? at - count : undefined
    }
  }

  #tell(): void {
    if (this.#timer !== undefined) return
    const wait = Math.max(soonMs, this.#toldAt + this.tellEveryMs - performance.now())
    this.#timer = setTimeout(() => this.#told(), Math.min(wait, this.tellEveryMs))
  }

  #told(): void {
    this.#timer = undefined
    this.#toldAt = performance.now()
    this.#version += 1
    for (const listener of this.#listeners) listener()
  }
}

export function lineSpans(line: LogLine): Span[] {
  return parseAnsi(foldReturns(line.raw), line.start).spans
}

export function lineText(line: LogLine): string {
  return plainText(foldReturns(line.raw))
}

/** A bar that redraws itself for hours must not grow: keep the last drawing and an unfinished return. */
function foldOpen(raw: string): string {
  return raw.endsWith('\r') ? `${foldReturns(raw)}\r` : foldReturns(raw)
}

/** Cuts at a character, as pieces are cut at characters too. */
function withoutBytes(text: string, count: number): string {
  return new TextDecoder().decode(new TextEncoder().encode(text).slice(count))
}
