import type { Clock } from '#lib/platform/clock'

const calmPerSecond = 500
/** A thousand streams end at about seven messages a second each, 150 ms apart. */
const extraPerMillisecond = 42
const longestMilliseconds = 500

export interface Pace {
  /** Tells how long answers to so many more messages are held back, in milliseconds. */
  next(messages: number): number
}

/**
 * Who streams joins what is printed until it is answered. So answers that wait turn many small messages into few larger ones:
 * not at all while little comes, longer the more comes.
 */
export function createPace(clock: Pick<Clock, 'now'>): Pace {
  let perSecond = 0
  let at = clock.now().getTime()
  return {
    next(messages) {
      const now = clock.now().getTime()
      perSecond = perSecond * Math.exp((at - now) / 1000) + messages
      at = now
      return Math.min(longestMilliseconds, Math.max(0, Math.round((perSecond - calmPerSecond) / extraPerMillisecond)))
    },
  }
}
