import { expect, test } from 'vitest'
import * as progress from './run-progress'

const none: progress.RunCounts = {
  total: 0,
  succeeded: 0,
  failed: 0,
  timedOut: 0,
  cancelled: 0,
  skipped: 0,
  running: 0,
  queued: 0,
  neverSent: 0,
}

test('the status bar holds what is there, in its order, and adds up', () => {
  const parts = progress.segments({ ...none, total: 212, succeeded: 140, failed: 3, running: 24, queued: 45 })
  expect(parts.map((part) => [part.bucket, part.count])).toEqual([
    ['succeeded', 140],
    ['failed', 3],
    ['running', 24],
    ['queued', 45],
  ])
  expect(parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1)
})

test('waves count what has begun', () => {
  expect(progress.wave({ ...none, total: 212, succeeded: 117, running: 24, queued: 71 }, 24)).toEqual({ current: 6, of: 9 })
  expect(progress.wave({ ...none, total: 3, queued: 3 }, 50)).toEqual({ current: 1, of: 1 })
})

test('time left follows the pace, and is not guessed from nothing', () => {
  expect(progress.secondsLeft({ ...none, total: 212, succeeded: 106, running: 24, queued: 82 }, 60)).toBe(60)
  expect(progress.secondsLeft({ ...none, total: 212, queued: 212 }, 60)).toBeUndefined()
  expect(progress.secondsLeft({ ...none, total: 2, succeeded: 2 }, 60)).toBeUndefined()
})
