import type { LiveEvent } from './messages'

type Topics = { has(topic: string): boolean }
type Event = Pick<LiveEvent, 'topics'>

const keptMs = 60_000
const mostKept = 500

export function eventsOf<E extends Event>(events: readonly E[], topics: Topics): E[] {
  return events.filter((event) => event.topics.some((topic) => topics.has(topic)))
}

/**
 * Parts what makes the page old from what only the navigation asked for. The stream has gone past the latter, but the data of a page
 * that is still on its way may have been read before it: so it is kept a while, for topics that are wanted later.
 */
export class EventFilter<E extends Event> {
  #passed: { event: E; at: number }[] = []

  constructor(readonly now: () => number = Date.now) {}

  wanted(events: readonly E[], topics: Topics): E[] {
    const wanted = new Set(eventsOf(events, topics))
    const at = this.now()
    const passed = events.filter((event) => !wanted.has(event)).map((event) => ({ event, at }))
    this.#passed = [...this.#passed, ...passed].slice(-mostKept)
    return [...wanted]
  }

  /** What happened lately under these topics while nobody wanted them. */
  missed(topics: Topics): E[] {
    const since = this.now() - keptMs
    this.#passed = this.#passed.filter(({ at }) => at >= since)
    const missed = new Set(
      eventsOf(
        this.#passed.map(({ event }) => event),
        topics,
      ),
    )
    this.#passed = this.#passed.filter(({ event }) => !missed.has(event))
    return [...missed]
  }
}
