import type { OutputChunk } from '#queries/shell/live/messages'
import { LogBuffer, type LogStream } from '#queries/ui/log/log-buffer'
import { isFinal } from '#queries/ui/status'
import { rangeFetcher, type RunInvocation } from '../run/run-queries'
import { hasBegun, tellingStep } from '../run/run-text'
import { type FetchRange, OutputFeed, type OutputRange } from './output-feed'
import { PrefixedSink } from './prefixed-sink'

const streams = ['stdout', 'stderr'] as const
const widestName = 18
/** ANSI colours that are told apart well; a node keeps its colour. */
const colours = [36, 33, 35, 34, 32, 96, 93, 95]

interface Source {
  feed: OutputFeed
  fetchRange: FetchRange
  sink: PrefixedSink
  /** Status at the last reading: the server may have more when it changed. */
  read: string
}

interface Wanted {
  row: RunInvocation
  step: string
}

type First = OutputRange & { stream: LogStream }

const atOnce = 8

/**
 * Output of many nodes in one text. What is over already comes in the order in which the steps began; what is printed
 * from now on comes as it arrives. Each node and step has its own offsets, so a live piece is never doubled by a range.
 */
export class MergedFeed {
  readonly buffer = new LogBuffer()
  readonly #sources = new Map<string, Source>()
  #names = new Map<string, string>()
  #queue: Promise<void> = Promise.resolve()
  #isOpen = true

  constructor(
    readonly commandId: string,
    readonly onFailure: (thrown: unknown) => void,
  ) {}

  open(): void {
    this.#isOpen = true
    for (const source of this.#sources.values()) source.feed.open()
  }

  close(): void {
    this.#isOpen = false
    for (const source of this.#sources.values()) source.feed.close()
  }

  receive(chunk: OutputChunk): void {
    if (this.#names.has(chunk.nodeId)) this.#source(chunk.nodeId, chunk.step).feed.receive(chunk)
  }

  /** Reads what is new of these nodes: some at a time, but written in the order in which their steps began. */
  follow(rows: readonly RunInvocation[], steps: readonly string[]): Promise<void> {
    for (const row of rows) this.#names.set(row.InstanceId ?? '', row.InstanceName || row.InstanceId || '')
    const begun = rows.filter(hasBegun).sort((a, b) => startOf(a) - startOf(b))
    const wanted = begun.flatMap((row) => steps.map((step) => ({ row, step })))
    this.#queue = this.#queue.then(() => this.#readAll(wanted)).catch(this.onFailure)
    return this.#queue
  }

  async #readAll(wanted: readonly Wanted[]): Promise<void> {
    for (let at = 0; at < wanted.length; at += atOnce) {
      if (!this.#isOpen) return
      const batch = wanted.slice(at, at + atOnce).filter((one) => this.#isNew(one))
      const firsts = await Promise.all(batch.map((one) => this.#firstRanges(one)))
      for (const [place, { row, step }] of batch.entries()) await this.#write(row, step, firsts[place] ?? [])
    }
  }

  #isNew({ row, step }: Wanted): boolean {
    const source = this.#source(row.InstanceId ?? '', step)
    const status = row.StatusDetails ?? ''
    if (source.read === status) return false
    source.read = status
    return true
  }

  #firstRanges({ row, step }: Wanted): Promise<First[]> {
    const { sink, fetchRange } = this.#source(row.InstanceId ?? '', step)
    return Promise.all(streams.map(async (stream) => ({ stream, ...(await fetchRange(stream, sink.nextOffset(stream))) })))
  }

  async #write(row: RunInvocation, step: string, firsts: readonly First[]): Promise<void> {
    const { feed, sink } = this.#source(row.InstanceId ?? '', step)
    for (const { stream, offset, bytes, text, size } of firsts) {
      feed.receive({ stream, offset, bytes, text })
      if (offset + bytes < size) await feed.fill(stream)
    }
    if (isFinal(row.Status)) sink.finish()
  }

  #source(nodeId: string, step: string): Source {
    const key = `${nodeId} ${step}`
    const known = this.#sources.get(key)
    if (known) return known
    const sink = new PrefixedSink(this.buffer, this.#prefix(nodeId))
    const fetchRange = rangeFetcher({ commandId: this.commandId, nodeId, step })
    const feed = new OutputFeed(sink, fetchRange, this.onFailure)
    const made = { feed, sink, fetchRange, read: '' }
    this.#sources.set(key, made)
    return made
  }

  #prefix(nodeId: string): string {
    const name = this.#names.get(nodeId) ?? nodeId
    const short = name.length > widestName ? `${name.slice(0, widestName - 1)}…` : name
    const place = [...this.#names.keys()].indexOf(nodeId)
    return `\u001b[0;${colours[place % colours.length] ?? 36}m${short.padEnd(widestName)}\u001b[0m `
  }
}

function startOf(row: RunInvocation): number {
  return tellingStep(row.CommandPlugins)?.startedAt ?? Number.POSITIVE_INFINITY
}
