import { expect, test } from 'vitest'
import { progressParts, progressText } from './progress-parts'

test.each([
  [{ TargetCount: 212, CompletedCount: 143, ErrorCount: 2, DeliveryTimedOutCount: 1 }, '143 of 212, 3 failed'],
  [{ TargetCount: 212, CompletedCount: 212, ErrorCount: 0 }, '212 nodes'],
  [{ TargetCount: 1, CompletedCount: 1, ErrorCount: 1 }, '1 node, 1 failed'],
  [{}, '0 nodes'],
])('%j reads %s', (counted, text) => expect(progressText(counted)).toBe(text))

test('the bar shows good and bad, and leaves the rest empty', () => {
  expect(progressParts({ Status: 'InProgress', TargetCount: 10, CompletedCount: 5, ErrorCount: 1 })).toEqual([
    { tone: 'bad', share: 0.1 },
    { tone: 'ok', share: 0.4 },
  ])
  expect(progressParts({ TargetCount: 0 })).toEqual([])
})

test('what ended in a failed run without an error may never have been sent, so it is not good', () => {
  expect(
    progressParts({ Status: 'Failed', TargetCount: 10, CompletedCount: 10, ErrorCount: 1 }).map((part) => part.tone),
  ).toEqual(['bad', 'off'])
})
