import type { Log } from '#lib/platform/log'
import type { Bus, Subscription } from './bus'

type Receive = (payload: Uint8Array, subject: string) => void

/** The bus of a single process: a publish runs its receivers before it returns. Exact subjects cost one look-up. */
export function createMemoryBus(log: Pick<Log, 'error'>): Bus {
  const exact = new Map<string, Set<Receive>>()
  const below = new Map<string, Set<Receive>>()

  function deliver(receivers: Set<Receive> | undefined, payload: Uint8Array, subject: string): void {
    for (const receive of receivers ?? []) {
      try {
        receive(payload, subject)
      } catch (cause) {
        log.error({ cause, subject }, 'a receiver on the bus failed')
      }
    }
  }

  return {
    publish(subject, payload) {
      deliver(exact.get(subject), payload, subject)
      if (below.size === 0) return
      for (let end = subject.lastIndexOf('.'); end > 0; end = subject.lastIndexOf('.', end - 1)) {
        deliver(below.get(subject.slice(0, end)), payload, subject)
      }
    },
    subscribe(subject, receive): Subscription {
      const table = subject.endsWith('.>') ? below : exact
      const key = subject.endsWith('.>') ? subject.slice(0, -2) : subject
      const receivers = table.get(key) ?? new Set()
      table.set(key, receivers.add(receive))
      return {
        unsubscribe() {
          receivers.delete(receive)
          if (receivers.size === 0 && table.get(key) === receivers) table.delete(key)
        },
      }
    },
    flush: async () => {},
    async close() {
      exact.clear()
      below.clear()
    },
  }
}
