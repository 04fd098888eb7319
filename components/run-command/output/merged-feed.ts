import type { OutputChunk } from '#queries/shell/live/messages'
import { LogBuffer } from '#queries/ui/log/log-buffer'
import { isFinal } from '#queries/ui/status'
import { rangeFetcher, type RunInvocation } from '../run/run-queries'
import { tellingStep } from '../run/run-text'
import { OutputFeed } from './output-feed'
import { PrefixedSink } from './prefixed-sink'

const streams = ['stdout', 'stderr'] as const
const widestName = 18
/** ANSI colours that are told apart well; a node keeps its colour. */
const colours = [36, 33, 35, 34, 32, 96, 93, 95]

interface Source {
  feed: OutputFeed
  sink: PrefixedSink
  /** Status at the last reading: the server may have more when it changed. */
  read: string
}

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

  /** Reads what is new of these nodes, one after the other. */
  follow(rows: readonly RunInvocation[], steps: readonly string[]): Promise<void> {
    for (const row of rows) this.#names.set(row.InstanceId ?? '', row.InstanceName || row.InstanceId || '')
    const begun = rows.filter((row) => tellingStep(row.CommandPlugins) !== undefined).sort((a, b) => startOf(a) - startOf(b))
    this.#queue = this.#queue.then(async () => {
      for (const row of begun) for (const step of steps) if (this.#isOpen) await this.#read(row, step)
    })
    return this.#queue
  }

  async #read(row: RunInvocation, step: string): Promise<void> {
    const source = this.#source(row.InstanceId ?? '', step)
    const status = row.StatusDetails ?? ''
    if (source.read === status) return
    source.read = status
    for (const stream of streams) await source.feed.fill(stream)
    if (isFinal(row.Status)) source.sink.finish()
  }

  #source(nodeId: string, step: string): Source {
    const key = `${nodeId} ${step}`
    const known = this.#sources.get(key)
    if (known) return known
    const sink = new PrefixedSink(this.buffer, this.#prefix(nodeId))
    const feed = new OutputFeed(sink, rangeFetcher({ commandId: this.commandId, nodeId, step }), this.onFailure)
    const made = { feed, sink, read: '' }
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
