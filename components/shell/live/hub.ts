import type { FromHub, LastLines, Link, LiveEvent, OutputChunk, ToHub } from './messages'
import { readStream } from './stream'

/** How the hub speaks to one tab. */
export interface HubPort {
  send(message: FromHub): void
}

interface Tab {
  port: HubPort
  topics: ReadonlySet<string>
  heardAt: number
  /** What it shows may be older than the stream. */
  mayBeOld: boolean
}

const settleMs = 80
const tabSilentMs = 180_000
const firstWaitMs = 500
const longestWaitMs = 15_000

/** Owns the one stream of a browser: joins the topics of all its tabs, reconnects with the last number, hands each tab what it asked for. */
export class LiveHub {
  readonly #tabs = new Map<HubPort, Tab>()
  #topics: readonly string[] | undefined
  #cursor: string | undefined
  #link: Link = 'connecting'
  #lastAt = 0
  #failures = 0
  #stream: AbortController | undefined
  #settle: ReturnType<typeof setTimeout> | undefined

  receive(port: HubPort, message: ToHub): void {
    if (message.kind === 'bye') this.#tabs.delete(port)
    else {
      const tab = this.#tabs.get(port) ?? this.#join(port, message.since)
      tab.topics = new Set(message.topics)
      tab.heardAt = Date.now()
    }
    this.#dropSilentTabs()
    clearTimeout(this.#settle)
    this.#settle = setTimeout(() => this.#follow(), settleMs)
  }

  /** A tab that knows where its data stood gets what happened since; any other has to read anew. */
  #join(port: HubPort, since: string | undefined): Tab {
    const tab: Tab = { port, topics: new Set(), heardAt: 0, mayBeOld: since === undefined }
    this.#tabs.set(port, tab)
    port.send(this.#linkMessage())
    if (since !== undefined && (this.#cursor === undefined || isBefore(since, this.#cursor))) {
      this.#cursor = since
      this.#topics = undefined
    } else if (tab.mayBeOld && this.#cursor !== undefined) this.#reset(tab)
    return tab
  }

  close(): void {
    clearTimeout(this.#settle)
    this.#stream?.abort()
  }

  /** Opens a stream for the topics wanted now, unless it is open already. The cursor covers what happens in between. */
  #follow(): void {
    const wanted = [...new Set([...this.#tabs.values()].flatMap((tab) => [...tab.topics]))].sort()
    if (this.#tabs.size === 0) {
      this.#topics = undefined
      return this.#stream?.abort()
    }
    if (this.#topics && wanted.join() === this.#topics.join()) return
    this.#topics = wanted
    this.#stream?.abort()
    this.#stream = new AbortController()
    void this.#keepOpen(this.#stream.signal)
  }

  async #keepOpen(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await readStream({ topics: this.#topics ?? [], since: this.#cursor, handlers: this.#handlers(signal), signal }).catch(
        () => undefined,
      )
      if (signal.aborted) return
      this.#failures += 1
      this.#setLink('broken')
      const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** (this.#failures - 1))
      await pause(wait * (0.75 + Math.random() / 2), signal)
    }
  }

  #handlers(signal: AbortSignal) {
    const current = (work: () => void) => (signal.aborted ? undefined : work())
    return {
      onOpen: () => current(() => this.#opened()),
      onBytes: () => current(() => this.#setLink('live')),
      onEvent: (event: LiveEvent, cursor: string | undefined) => current(() => this.#spread(event, cursor)),
      onOutput: (chunks: readonly OutputChunk[]) => current(() => this.#spreadOutput(chunks)),
      onLines: (said: LastLines) => current(() => this.#sendTo([`lines/${said.commandId}`], { kind: 'lines', said })),
      onSnapshot: (cursor: string | undefined, lost: boolean) => current(() => this.#begin(cursor, lost)),
      onBeat: (cursor: string | undefined) => current(() => this.#advance(cursor)),
    }
  }

  #opened(): void {
    this.#setLink('live', 0)
    for (const tab of this.#tabs.values()) tab.port.send({ kind: 'opened' })
  }

  #begin(cursor: string | undefined, lost: boolean): void {
    if (lost || this.#cursor === undefined) this.#cursor = cursor
    for (const tab of this.#tabs.values()) if (lost || tab.mayBeOld) this.#reset(tab)
  }

  #advance(cursor: string | undefined): void {
    this.#cursor = cursor ?? this.#cursor
  }

  #reset(tab: Tab): void {
    tab.mayBeOld = false
    tab.port.send({ kind: 'reset' })
  }

  #spread(event: LiveEvent, cursor: string | undefined): void {
    this.#advance(cursor)
    this.#sendTo(event.topics, { kind: 'events', events: [event] })
  }

  /** One message for each tab: a thousand nodes may print at once. */
  #spreadOutput(chunks: readonly OutputChunk[]): void {
    for (const { port, topics } of this.#tabs.values()) {
      const wanted = chunks.filter(
        ({ commandId, nodeId }) => topics.has(`output/${commandId}`) || topics.has(`output/${commandId}/${nodeId}`),
      )
      if (wanted.length > 0) port.send({ kind: 'output', chunks: wanted })
    }
  }

  #sendTo(topics: readonly string[], message: FromHub): void {
    for (const tab of this.#tabs.values()) if (topics.some((topic) => tab.topics.has(topic))) tab.port.send(message)
  }

  #setLink(link: Link, failures = this.#failures): void {
    if (link === 'live') this.#lastAt = Date.now()
    this.#link = link
    this.#failures = failures
    for (const tab of this.#tabs.values()) tab.port.send(this.#linkMessage())
  }

  #linkMessage(): FromHub {
    return { kind: 'link', link: this.#link, lastAt: this.#lastAt, failures: this.#failures }
  }

  /** A crashed tab says no goodbye. Hidden tabs run their timers once a minute, so this is patient. */
  #dropSilentTabs(): void {
    const oldest = Date.now() - tabSilentMs
    for (const tab of this.#tabs.values()) if (tab.heardAt < oldest) this.#tabs.delete(tab.port)
  }
}

/** Cursors are a transaction and a number within it, decimal. */
export function isBefore(one: string, other: string): boolean {
  const [transaction = '', number = ''] = one.split('-')
  const [otherTransaction = '', otherNumber = ''] = other.split('-')
  return transaction === otherTransaction ? isLess(number, otherNumber) : isLess(transaction, otherTransaction)
}

/** Of any length: a browser's numbers end at 2^53. */
function isLess(one: string, other: string): boolean {
  return one.length === other.length ? one < other : one.length < other.length
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
