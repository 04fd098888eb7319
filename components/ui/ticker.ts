/** One timer for all that shows an age; it runs only while somebody looks. */
class Ticker {
  #timer: ReturnType<typeof setInterval> | undefined
  readonly #listeners = new Set<() => void>()

  constructor(readonly everyMs: number) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    this.#timer ??= setInterval(() => {
      for (const each of this.#listeners) each()
    }, this.everyMs)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
    }
  }
}

const seconds = new Ticker(1000)

export const subscribeToSeconds = seconds.subscribe

/** Epoch seconds, whole: the same value within one tick, as a store must give. */
export function readSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
