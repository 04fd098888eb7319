import { expect, test } from 'vitest'
import { bucketCounts, cutSentence, type DetailCounts, segments, totalOf, waveText } from './run-progress'

const none: DetailCounts = {
  Pending: 0,
  Delayed: 0,
  InProgress: 0,
  Success: 0,
  Failed: 0,
  ExecutionTimedOut: 0,
  DeliveryTimedOut: 0,
  Cancelled: 0,
  Terminated: 0,
  Undeliverable: 0,
  InvalidPlatform: 0,
  AccessDenied: 0,
}
const running: DetailCounts = { ...none, Success: 140, Failed: 2, DeliveryTimedOut: 1, InProgress: 24, Pending: 40, Delayed: 5 }

test('the status bar holds what is there, in its order, and adds up', () => {
  expect(segments(running).map((part) => [part.id, part.count])).toEqual([
    ['succeeded', 140],
    ['failed', 2],
    ['timed-out', 1],
    ['running', 24],
    ['queued', 45],
  ])
  expect(segments(running).reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1)
  expect(totalOf(running)).toBe(212)
})

test('every node is in one filter', () => {
  const counts = bucketCounts({ ...running, Terminated: 3, InvalidPlatform: 4, Cancelled: 1, AccessDenied: 1 })
  expect(counts).toEqual({ failed: 4, running: 24, queued: 45, succeeded: 140, other: 8 })
})

test.each([
  [24, 'wave 7 of 9'],
  [212, undefined],
  [1, 'wave 167 of 212'],
])('at %i a time it is in %s', (concurrency, text) => expect(waveText(running, concurrency)).toBe(text))

test('a run cut by its error threshold says so', () => {
  expect(cutSentence({ ...none, Failed: 13, Terminated: 45 }, 12)).toBe(
    '45 nodes were never sent: 13 failures crossed the error threshold of 12.',
  )
  expect(cutSentence(running, 0)).toBeUndefined()
})
