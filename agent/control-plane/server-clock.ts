import type { AgentLog } from '#agent/log'

const tolerated = 30_000

/** Signatures carry the time, and the server refuses those more than five minutes off: a node with a wrong clock signs with the server's. */
export class ServerClock {
  readonly #log: AgentLog
  #ahead = 0

  constructor(log: AgentLog) {
    this.#log = log
  }

  now(): Date {
    return new Date(Date.now() + this.#ahead)
  }

  /** Learns from the Date header of an answer. */
  learn(header: string | undefined): void {
    const served = Date.parse(header ?? '')
    if (Number.isNaN(served)) return
    const ahead = served - Date.now()
    const isOff = Math.abs(ahead) > tolerated
    if (isOff && Math.abs(ahead - this.#ahead) > tolerated) {
      this.#log.warn('the clock of this machine differs from the server, signing with the time of the server', {
        seconds: Math.round(ahead / 1000),
      })
    }
    this.#ahead = isOff ? ahead : 0
  }
}
