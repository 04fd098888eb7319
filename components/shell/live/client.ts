import { EventFilter, eventsOf } from './event-filter'
import type { FromHub, LastLines, LiveEvent, OutputChunk } from './messages'
import { connect, type Transport } from './transport'

export interface LiveStatus {
  state: 'starting' | 'live' | 'paused' | 'reconnecting' | 'polling' | 'offline'
  /** Epoch ms of the last sign of life. */
  lastAt: number
}

const aliveMs = 20_000
const pollAfterFailures = 5

/** This tab's view of the stream: who wants which topic, what to refetch, how healthy it is. Outside React, so that text does not render. */
export class LiveClient {
  #transport: Transport | undefined
  #alive: ReturnType<typeof setInterval> | undefined
  #status: LiveStatus = { state: 'starting', lastAt: 0 }
  #paused = false
  #since: string | undefined
  #opens = 0
  #missed: LiveEvent[] | 'all' = []
  readonly #topics = new Map<string, number>()
  readonly #filter = new EventFilter<LiveEvent>()
  readonly #signals = new Map<string, Set<() => void>>()
  readonly #outputs = new Map<string, Set<(chunk: OutputChunk) => void>>()
  readonly #lines = new Map<string, Set<(said: LastLines) => void>>()
  readonly #watchers = new Set<() => void>()

  /** `onEvents('all')` means: everything that was fetched may be old. */
  constructor(
    readonly onEvents: (events: readonly LiveEvent[] | 'all') => void,
    /** Where the stream stood before the data that came with the page was read. */
    since?: string,
  ) {
    this.#since = since
  }

  open(): () => void {
    this.#transport = connect((message) => this.#receive(message))
    this.#alive = setInterval(() => this.#sendTopics(), aliveMs)
    const bye = () => this.#transport?.send({ kind: 'bye' })
    const back = () => this.#sendTopics()
    const network = () => this.#setStatus({ state: navigator.onLine ? 'reconnecting' : 'offline', lastAt: this.#status.lastAt })
    const listeners = [
      ['pagehide', bye] as const,
      ['pageshow', back] as const,
      ['offline', network] as const,
      ['online', network] as const,
    ]
    for (const [name, listener] of listeners) addEventListener(name, listener)
    this.#sendTopics()
    return () => {
      for (const [name, listener] of listeners) removeEventListener(name, listener)
      clearInterval(this.#alive)
      bye()
      this.#transport?.close()
      this.#transport = undefined
    }
  }

  want(topics: readonly string[]): () => void {
    for (const topic of topics) this.#topics.set(topic, (this.#topics.get(topic) ?? 0) + 1)
    this.#sendTopics()
    const missed = this.#filter.missed(new Set(topics))
    if (missed.length > 0) this.onEvents(missed)
    return () => {
      for (const topic of topics) {
        const left = (this.#topics.get(topic) ?? 1) - 1
        if (left > 0) this.#topics.set(topic, left)
        else this.#topics.delete(topic)
      }
      this.#sendTopics()
    }
  }

  /** Told that something happened under this topic, which makes nothing else on the page old. */
  wantSignal(topic: string, handler: () => void): () => void {
    const handlers = this.#signals.get(topic) ?? new Set()
    this.#signals.set(topic, handlers.add(handler))
    this.#sendTopics()
    return () => {
      handlers.delete(handler)
      if (handlers.size === 0) this.#signals.delete(topic)
      this.#sendTopics()
    }
  }

  wantOutput(topic: string, handler: (chunk: OutputChunk) => void): () => void {
    return this.#add(this.#outputs, topic, handler)
  }

  wantLines(commandId: string, handler: (said: LastLines) => void): () => void {
    return this.#add(this.#lines, `lines/${commandId}`, handler)
  }

  #add<Handler>(handlers: Map<string, Set<Handler>>, topic: string, handler: Handler): () => void {
    const known = handlers.get(topic) ?? new Set()
    handlers.set(topic, known.add(handler))
    const leave = this.want([topic])
    return () => {
      known.delete(handler)
      leave()
    }
  }

  pause(paused: boolean): void {
    this.#paused = paused
    const missed = this.#missed
    this.#missed = []
    this.#setStatus({ ...this.#status, state: paused ? 'paused' : 'live' })
    if (!paused && missed.length > 0) this.#handOn(missed)
  }

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  readonly read = (): LiveStatus => this.#status

  /** How often the stream was opened. Output has no cursor: what was printed meanwhile is read by range. */
  readonly readOpens = (): number => this.#opens

  #receive(message: FromHub): void {
    if (message.kind === 'output') message.chunks.forEach((chunk) => this.#spreadOutput(chunk))
    else if (message.kind === 'lines') this.#spreadLines(message.said)
    else if (message.kind === 'link') this.#followLink(message)
    else if (message.kind === 'opened') this.#countOpen()
    else this.#deliver(message.kind === 'reset' ? 'all' : message.events)
  }

  #countOpen(): void {
    this.#opens += 1
    for (const watcher of this.#watchers) watcher()
  }

  #deliver(events: readonly LiveEvent[] | 'all'): void {
    if (!this.#paused) this.#handOn(events)
    else if (events === 'all' || this.#missed === 'all') this.#missed = 'all'
    else this.#missed = [...this.#missed, ...events].slice(-1000)
  }

  #handOn(events: readonly LiveEvent[] | 'all'): void {
    for (const [topic, handlers] of this.#signals)
      if (events === 'all' || eventsOf(events, new Set([topic])).length > 0) for (const handler of handlers) handler()
    const wanted = events === 'all' ? events : this.#filter.wanted(events, this.#topics)
    if (wanted.length > 0) this.onEvents(wanted)
  }

  #spreadOutput(chunk: OutputChunk): void {
    for (const topic of [`output/${chunk.commandId}`, `output/${chunk.commandId}/${chunk.nodeId}`])
      for (const handler of this.#outputs.get(topic) ?? []) handler(chunk)
  }

  #spreadLines(said: LastLines): void {
    for (const handler of this.#lines.get(`lines/${said.commandId}`) ?? []) handler(said)
  }

  #followLink({ link, lastAt, failures }: Extract<FromHub, { kind: 'link' }>): void {
    if (this.#paused) return
    if (!navigator.onLine) return this.#setStatus({ state: 'offline', lastAt })
    if (link === 'live') return this.#setStatus({ state: 'live', lastAt })
    if (link === 'broken') this.#setStatus({ state: failures >= pollAfterFailures ? 'polling' : 'reconnecting', lastAt })
  }

  #setStatus(status: LiveStatus): void {
    if (status.state === this.#status.state && status.lastAt - this.#status.lastAt < 500) return
    this.#status = status
    for (const watcher of this.#watchers) watcher()
  }

  #sendTopics(): void {
    if (!this.#transport) return
    this.#transport.send({
      kind: 'topics',
      topics: [...new Set([...this.#topics.keys(), ...this.#signals.keys()])],
      since: this.#since,
    })
    this.#since = undefined
  }
}
