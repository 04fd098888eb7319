/** Waiting that can be cut short. */
export class Sleep {
  #wake: (() => void) | undefined

  /** Resolves after `milliseconds`, at `wake`, or when `signal` aborts, whichever is first. */
  for(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', finish)
        this.#wake = undefined
        resolve()
      }
      const timer = setTimeout(finish, milliseconds)
      signal.addEventListener('abort', finish, { once: true })
      this.#wake = finish
    })
  }

  wake(): void {
    this.#wake?.()
  }
}
