/** The part of `location` that says which page, and which view of it. */
interface Address {
  readonly pathname: string
  readonly search: string
}

/**
 * What this tab has just put into the address. The router hands it to the page in a transition, some frames later; until then a
 * control would fall back to what it showed before. It counts for as long as the address still says so: whoever goes elsewhere,
 * back or to another page, takes it away.
 */
export class AskedSearch {
  #asked: Address | undefined
  readonly #listeners = new Set<() => void>()

  constructor(readonly address: () => Address) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Undefined when the router knows best. */
  readonly read = (): string | undefined => {
    const { pathname, search } = this.address()
    const holds = this.#asked?.pathname === pathname && this.#asked.search === search
    return holds ? search : undefined
  }

  /** To be told after the address was written. */
  written(): void {
    const { pathname, search } = this.address()
    this.#asked = { pathname, search }
    for (const listener of this.#listeners) listener()
  }
}
