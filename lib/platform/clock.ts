/** Time as a port, so that tests move it. All times are UTC. */
export interface Clock {
  now(): Date
  /** Calls `run` once after `milliseconds`; the handle cancels it. */
  after(milliseconds: number, run: () => void): Timer
}

export interface Timer {
  cancel(): void
}

export const systemClock: Clock = {
  now: () => new Date(),
  after(milliseconds, run) {
    const handle = setTimeout(run, milliseconds)
    handle.unref()
    return { cancel: () => clearTimeout(handle) }
  },
}
