import type { Log } from '#lib/platform/log'
import type { Bus } from './bus'
import { assertPublishable, parsePattern } from './subject'

type Receive = (payload: Uint8Array, subject: string) => void

interface Subscriber {
  receive: Receive
  isActive: boolean
}

interface Delivery {
  to: Subscriber
  payload: Uint8Array
  subject: string
}

/**
 * The bus of one process. Publishing costs one look-up for the subject and one for each of its words, however many
 * subscriptions there are. Delivery is on a later turn of the event loop, as over a network.
 */
export function createMemoryBus(log: Pick<Log, 'error'>): Bus {
  return new MemoryBus(log)
}

class MemoryBus implements Bus {
  readonly #exact = new Map<string, Set<Subscriber>>()
  readonly #below = new Map<string, Set<Subscriber>>()
  #queue: Delivery[] = []
  #drained: Promise<void> | undefined
  #isClosed = false

  constructor(readonly log: Pick<Log, 'error'>) {}

  publish(subject: string, payload: Uint8Array): void {
    assertPublishable(subject, payload)
    if (this.#isClosed) return
    this.#enqueue(this.#exact.get(subject), payload, subject)
    if (this.#below.size === 0) return
    for (let end = subject.lastIndexOf('.'); end > 0; end = subject.lastIndexOf('.', end - 1)) {
      this.#enqueue(this.#below.get(subject.slice(0, end)), payload, subject)
    }
  }

  subscribe(pattern: string, receive: Receive): { unsubscribe(): void } {
    const parsed = parsePattern(pattern)
    const [index, key] = 'exact' in parsed ? [this.#exact, parsed.exact] : [this.#below, parsed.below]
    const subscriber: Subscriber = { receive, isActive: true }
    const subscribers = index.get(key) ?? new Set()
    index.set(key, subscribers.add(subscriber))
    return {
      unsubscribe() {
        subscriber.isActive = false
        subscribers.delete(subscriber)
        // A later subscription may have put a new set in the place of an emptied one.
        if (subscribers.size === 0 && index.get(key) === subscribers) index.delete(key)
      },
    }
  }

  flush(): Promise<void> {
    return this.#drained ?? Promise.resolve()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#queue = []
    this.#exact.clear()
    this.#below.clear()
  }

  #enqueue(subscribers: ReadonlySet<Subscriber> | undefined, payload: Uint8Array, subject: string): void {
    if (!subscribers) return
    for (const to of subscribers) this.#queue.push({ to, payload, subject })
    if (this.#drained || this.#queue.length === 0) return
    this.#drained = new Promise((resolve) => {
      setImmediate(() => {
        this.#drain()
        resolve()
      })
    })
  }

  #drain(): void {
    const deliveries = this.#queue
    this.#queue = []
    this.#drained = undefined
    for (const delivery of deliveries) this.#deliver(delivery)
  }

  #deliver({ to, payload, subject }: Delivery): void {
    if (!to.isActive || this.#isClosed) return
    try {
      to.receive(payload, subject)
    } catch (cause) {
      this.log.error({ err: cause, subject }, 'a bus subscriber failed')
    }
  }
}
