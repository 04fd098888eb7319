import type { LogLine, LogStream } from './log-buffer'
import type { LogWindow } from './log-window'
import type { StreamFilter } from './log-toolbar'
import { numberText } from '../number-text'

/** A stream too long to be held: how many lines it has, and where some of them begin. */
export interface PagedStream {
  stream: LogStream
  totalLines: number
  totalBytes: number
  /** In order, the first one at nought. Pages lie between them. */
  places: readonly { byte: number; linesBefore: number }[]
}

export interface LineSource {
  /** The text between two bytes, the last one not included. */
  fetchText(stream: LogStream, range: { from: number; to: number }): Promise<string>
  onFailure(thrown: unknown): void
}

interface Page {
  stream: LogStream
  /** Place of its first line among all lines: stdout first, then stderr. */
  first: number
  count: number
  from: number
  to: number
  lines?: readonly string[] | undefined
  state: 'away' | 'loading' | 'here'
  /** When it was last looked at. */
  used: number
}

const longestShown = 16_384

/** Lines of a long output, read by pages as they come into view; the pages looked at least are let go. */
export class PagedLines {
  readonly #pages: readonly Page[]
  readonly #totals: Record<LogStream, number>
  #version = 0
  #clock = 0
  readonly #listeners = new Set<() => void>()

  constructor(
    streams: readonly PagedStream[],
    readonly source: LineSource,
    readonly mostLines = 200_000,
  ) {
    const totalOf = (stream: LogStream) => streams.find((one) => one.stream === stream)?.totalLines ?? 0
    this.#totals = { stdout: totalOf('stdout'), stderr: totalOf('stderr') }
    this.#pages = streams
      .toSorted((a, b) => b.stream.localeCompare(a.stream))
      .flatMap((one) => pagesOf(one, one.stream === 'stdout' ? 0 : this.#totals.stdout))
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly version = (): number => this.#version

  window(filter: StreamFilter): LogWindow {
    const before = filter === 'stderr' ? this.#totals.stdout : 0
    return {
      key: `paged ${filter}`,
      version: this.#version,
      count: filter === 'all' ? this.#totals.stdout + this.#totals.stderr : this.#totals[filter],
      lineAt: (at) => this.#lineAt(before + at),
      numberAt: (at) => before + at + 1,
      placeOf: (number) => Math.max(0, number - before - 1),
      want: (first, last) => this.#want(before + first, before + last),
    }
  }

  /** The place of a line that is counted within its stream, from 1. */
  placeOf({ stream, line }: { stream: LogStream; line: number }): number {
    return (stream === 'stdout' ? 0 : this.#totals.stdout) + line - 1
  }

  #lineAt(place: number): LogLine | undefined {
    const page = this.#pageOf(place)
    const raw = page?.lines?.[place - page.first]
    if (!page || raw === undefined) return undefined
    return { stream: page.stream, raw: shortened(raw), start: {} }
  }

  #pageOf(place: number): Page | undefined {
    let [low, high] = [0, this.#pages.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.#pages[middle]?.first ?? 0) <= place) low = middle
      else high = middle - 1
    }
    return this.#pages[low]
  }

  #want(first: number, last: number): void {
    this.#clock += 1
    for (const page of this.#pages) {
      if (page.first > last || page.first + page.count <= first) continue
      page.used = this.#clock
      if (page.state === 'away') void this.#load(page)
    }
  }

  async #load(page: Page): Promise<void> {
    page.state = 'loading'
    try {
      const lines = (await this.source.fetchText(page.stream, page)).split('\n')
      page.lines = lines.slice(0, page.count)
      page.state = 'here'
      this.#letGo()
      this.#tell()
    } catch (thrown) {
      page.state = 'away'
      this.source.onFailure(thrown)
    }
  }

  #letGo(): void {
    const held = this.#pages.filter((page) => page.state === 'here').sort((a, b) => b.used - a.used)
    let lines = 0
    for (const [at, page] of held.entries()) {
      lines += page.count
      if (lines <= this.mostLines || at < 2) continue
      page.lines = undefined
      page.state = 'away'
    }
  }

  #tell(): void {
    this.#version += 1
    for (const listener of this.#listeners) listener()
  }
}

function pagesOf({ stream, totalLines, totalBytes, places }: PagedStream, before: number): Page[] {
  return places.map(({ byte, linesBefore }, at) => {
    const next = places[at + 1]
    return {
      stream,
      first: before + linesBefore,
      count: (next?.linesBefore ?? totalLines) - linesBefore,
      from: byte,
      to: next?.byte ?? totalBytes,
      state: 'away' as const,
      used: 0,
    }
  })
}

function shortened(raw: string): string {
  const more = raw.length - longestShown
  return more > 0 ? `${raw.slice(0, longestShown)}… (${numberText(more)} more characters; Download has them)` : raw
}
