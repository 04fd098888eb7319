import { describe, expect, test } from 'vitest'
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

test.each([
  ['24', 212, 24],
  ['10%', 212, 21],
  ['1%', 5, 1],
  ['100%', 212, 212],
  ['50', 3, 3],
  [undefined, 212, 50],
])('concurrency %s of %i nodes is %i', (limit, targets, count) => expect(progress.resolveConcurrency(limit, targets)).toBe(count))

test.each([
  ['0', 100, 0],
  ['6%', 212, 12],
  ['100%', 3, 3],
  [undefined, 100, 0],
])('error limit %s of %i nodes is %i', (limit, targets, count) => expect(progress.resolveErrors(limit, targets)).toBe(count))

describe('sentences', () => {
  test.each([
    [12, 212, 'Stops sending after the 13th failure (12 allowed).'],
    [0, 212, 'Stops at the first failure.'],
    [1, 212, 'Stops sending after the 2nd failure (1 allowed).'],
    [212, 212, 'Runs on every node, however many fail.'],
  ])('%i errors allowed of %i', (errors, targets, sentence) => expect(progress.stopSentence(errors, targets)).toBe(sentence))

  test.each([
    [24, 212, '24 nodes at a time, about 9 waves.'],
    [1, 212, 'One node at a time, about 212 waves.'],
    [50, 12, 'All 12 nodes at once.'],
    [50, 1, 'One node.'],
    [50, 0, 'No node matches.'],
  ])('%i at a time of %i', (concurrency, targets, sentence) => expect(progress.wavesSentence(concurrency, targets)).toBe(sentence))

  test.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [11, '11th'],
    [13, '13th'],
    [21, '21st'],
    [112, '112th'],
  ])('%i is %s', (count, word) => expect(progress.ordinal(count)).toBe(word))
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
