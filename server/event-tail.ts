/**
 * One reader of the events table per process. It wakes on the bus's bell, and looks by itself every two seconds, because a
 * bell may be lost. An older transaction still running hides later facts for a moment: it looks again soon after a bell.
 */
import { type Cursor, currentCursor, eventsSubject, readAfter, type StoredEvent } from '#lib/capabilities/events/index'
import type { Ctx } from '#lib/platform/context'
import type { Timer } from '#lib/platform/clock'

export interface EventTail {
  /** Everything up to here has been handed to the listeners. */
  position(): Cursor
  listen(listener: (events: readonly StoredEvent[]) => void): { stop(): void }
  close(): void
}

const pageSize = 500
const looksAfterBell = [0, 30, 120, 500]
const idleLook = 2000

export async function startEventTail(ctx: Ctx): Promise<EventTail> {
  let position = await currentCursor(ctx)
  let timer: Timer | undefined
  let reading = false
  let attempt = 0
  let closed = false
  const listeners = new Set<(events: readonly StoredEvent[]) => void>()

  function lookIn(milliseconds: number): void {
    timer?.cancel()
    if (!closed) timer = ctx.clock.after(milliseconds, () => void look())
  }

  async function readAll(): Promise<number> {
    for (let total = 0; ; ) {
      const events = await readAfter(ctx, position, pageSize)
      const last = events.at(-1)
      if (!last) return total
      position = last.cursor
      total += events.length
      for (const listener of listeners) listener(events)
      if (events.length < pageSize) return total
    }
  }

  async function look(): Promise<void> {
    if (reading || closed) return
    reading = true
    try {
      const found = await readAll()
      attempt = found > 0 ? 0 : attempt + 1
    } catch (cause) {
      ctx.log.warn({ cause }, 'events could not be read; trying again')
      attempt = looksAfterBell.length
    } finally {
      reading = false
      lookIn(looksAfterBell[attempt] ?? idleLook)
    }
  }

  const bell = ctx.bus.subscribe(eventsSubject, () => {
    attempt = 0
    if (!reading) lookIn(0)
  })
  lookIn(idleLook)
  return {
    position: () => position,
    listen(listener) {
      listeners.add(listener)
      return { stop: () => listeners.delete(listener) }
    },
    close() {
      closed = true
      timer?.cancel()
      bell.unsubscribe()
    },
  }
}
