import type { LastLines } from '#queries/shell/live/messages'

/** What each node said last, outside React: a cell hears of its own node only, and only while it is on the screen. */
export class LastLineStore {
  readonly #lines = new Map<string, string>()
  readonly #listeners = new Map<string, Set<() => void>>()

  readonly take = ({ lines }: LastLines): void => {
    for (const [nodeId, line] of Object.entries(lines)) {
      if (this.#lines.get(nodeId) === line) continue
      this.#lines.set(nodeId, line)
      for (const listener of this.#listeners.get(nodeId) ?? []) listener()
    }
  }

  of(nodeId: string): string | undefined {
    return this.#lines.get(nodeId)
  }

  subscribe(nodeId: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(nodeId) ?? new Set()
    this.#listeners.set(nodeId, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(nodeId)
    }
  }
}
