import type { Clock, Timer } from '#lib/platform/clock'

export interface FakeClock extends Clock {
  /** Moves the time on, and runs what falls due, in order. */
  advance(milliseconds: number): void
}

export function createFakeClock(start = new Date('2026-01-01T00:00:00Z')): FakeClock {
  let time = start.getTime()
  const due = new Set<{ at: number; run: () => void }>()
  return {
    now: () => new Date(time),
    after(milliseconds, run): Timer {
      const entry = { at: time + milliseconds, run }
      due.add(entry)
      return { cancel: () => void due.delete(entry) }
    },
    advance(milliseconds) {
      const until = time + milliseconds
      for (;;) {
        const next = [...due].filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        due.delete(next)
        time = Math.max(time, next.at)
        next.run()
      }
      time = until
    },
  }
}
