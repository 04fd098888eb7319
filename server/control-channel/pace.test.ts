import { expect, it } from 'vitest'
import { createFakeClock } from '#lib/platform/testing/fake-clock'
import { createPace } from './pace'

/** How long an answer is held back after so many streams printed for ten seconds, each waiting for its answers. */
function heldAfter(streams: number, printsEveryMs: number): number {
  const clock = createFakeClock()
  const pace = createPace(clock)
  let held = 0
  let owed = 0
  for (let passed = 0; passed < 10_000; passed += 10) {
    owed += (streams * 10) / Math.max(printsEveryMs, held)
    const whole = Math.floor(owed)
    if (whole > 0) held = pace.next(whole)
    owed -= whole
    clock.advance(10)
  }
  return held
}

it.each([
  [1, 100, 0, 0],
  [50, 100, 0, 0],
  [200, 100, 30, 40],
  [1_000, 1_000, 8, 16],
  [1_000, 100, 135, 165],
  [5_000, 100, 320, 360],
  [50_000, 100, 500, 500],
])('%i streams that print every %i ms wait %i to %i ms', (streams, every, least, most) => {
  const held = heldAfter(streams, every)
  expect(held).toBeGreaterThanOrEqual(least)
  expect(held).toBeLessThanOrEqual(most)
})

it('forgets a flood', () => {
  const clock = createFakeClock()
  const pace = createPace(clock)
  expect(pace.next(30_000)).toBe(500)
  clock.advance(5_000)
  expect(pace.next(1)).toBe(0)
})
