import type { OutputChunk } from '#queries/shell/live/messages'
import { LogBuffer, type LogStream } from '#queries/ui/log/log-buffer'
import { isFinal } from '#queries/ui/status'
import { type AskedRange, fetchRanges, type ListedNode } from '../run/run-queries'
import { OutputFeed, type OutputRange } from './output-feed'
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

interface Wanted {
  node: ListedNode
  step: string
}

type ReadRanges = (asked: readonly AskedRange[]) => Promise<readonly OutputRange[]>

const atOnce = 100

/**
 * Output of many nodes in one text. What is over already comes in the order in which the steps began; what is printed
 * from now on comes as it arrives. Each node and step has its own offsets, so a live piece is never doubled by a range.
 */
export class MergedFeed {
  readonly buffer = new LogBuffer()
  readonly #sources = new Map<string, Source>()
  readonly #names = new Map<string, { name: string; place: number }>()
  #queue: Promise<void> = Promise.resolve()
  #isOpen = true

  constructor(
    readonly commandId: string,
    readonly onFailure: (thrown: unknown) => void,
    readonly read: ReadRanges = fetchRanges,
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

  /** The next reading takes the nodes that still run once more: something of theirs may not have arrived. */
  reread(): void {
    for (const source of this.#sources.values()) if (!isFinal(source.read)) source.read = ''
  }

  /** Reads what is new of these nodes: many at a time, and written in the order in which they began. */
  follow(nodes: readonly ListedNode[], steps: readonly string[]): Promise<void> {
    for (const node of nodes) this.#name(node)
    const begun = nodes.filter(hasBegun).sort((a, b) => startOf(a) - startOf(b))
    const wanted = begun.flatMap((node) => steps.map((step) => ({ node, step })))
    this.#queue = this.#queue.then(() => this.#readAll(wanted)).catch(this.onFailure)
    return this.#queue
  }

  #name({ InstanceId, InstanceName }: ListedNode): void {
    if (!this.#names.has(InstanceId)) this.#names.set(InstanceId, { name: InstanceName || InstanceId, place: this.#names.size })
  }

  async #readAll(wanted: readonly Wanted[]): Promise<void> {
    const fresh = wanted.filter((one) => this.#isNew(one))
    for (let at = 0; at < fresh.length && this.#isOpen; ) at += await this.#readSome(fresh.slice(at, at + atOnce))
  }

  #isNew({ node, step }: Wanted): boolean {
    const source = this.#source(node.InstanceId, step)
    if (source.read === node.StatusDetails) return false
    source.read = node.StatusDetails
    return true
  }

  /** Answers how many were read: the bytes of one answer may be used up before all were. At least one is. */
  async #readSome(wanted: readonly Wanted[]): Promise<number> {
    const asked = wanted.flatMap(({ node, step }) =>
      streams.map((stream) => {
        const place = { commandId: this.commandId, nodeId: node.InstanceId, step }
        return { ...place, stream, offset: this.#source(node.InstanceId, step).sink.nextOffset(stream) }
      }),
    )
    const ranges = await this.read(asked)
    for (const [place, one] of wanted.entries()) {
      const ofNode = streams.map((stream, at) => ({ stream, range: ranges[place * streams.length + at] }))
      const isLeftOut = ofNode.some(({ range }) => range && range.bytes === 0 && range.offset < range.size)
      if (isLeftOut && place > 0) return place
      if (!this.#isOpen) return place + 1
      await this.#write(one, ofNode)
    }
    return wanted.length
  }

  async #write({ node, step }: Wanted, ranges: readonly { stream: LogStream; range: OutputRange | undefined }[]): Promise<void> {
    const { feed, sink } = this.#source(node.InstanceId, step)
    for (const { stream, range } of ranges) {
      if (!range) continue
      feed.receive({ stream, offset: range.offset, bytes: range.bytes, text: range.text })
      if (range.offset + range.bytes < range.size) await feed.fill(stream)
    }
    if (isFinal(node.StatusDetails)) sink.finish()
  }

  #source(nodeId: string, step: string): Source {
    const key = `${nodeId} ${step}`
    const known = this.#sources.get(key)
    if (known) return known
    const sink = new PrefixedSink(this.buffer, this.#prefix(nodeId))
    const feed = new OutputFeed(sink, (stream, offset) => this.#readOne({ nodeId, step, stream, offset }), this.onFailure)
    const made = { feed, sink, read: '' }
    this.#sources.set(key, made)
    return made
  }

  async #readOne(place: Omit<AskedRange, 'commandId'>): Promise<OutputRange> {
    const [range] = await this.read([{ commandId: this.commandId, ...place }])
    return range ?? { offset: place.offset, bytes: 0, text: '', size: place.offset }
  }

  #prefix(nodeId: string): string {
    const { name, place } = this.#names.get(nodeId) ?? { name: nodeId, place: 0 }
    const short = name.length > widestName ? `${name.slice(0, widestName - 1)}…` : name
    return `\u001b[0;${colours[place % colours.length] ?? 36}m${short.padEnd(widestName)}\u001b[0m `
  }
}

function startOf({ StartedDateTime }: ListedNode): number {
  return StartedDateTime ?? Number.POSITIVE_INFINITY
}

function hasBegun({ StartedDateTime }: ListedNode): boolean {
  return StartedDateTime !== undefined
}
