import { expect, test } from 'vitest'
import { progressParts, progressText } from './progress-parts'

test.each([
  [{ TargetCount: 212, CompletedCount: 143, ErrorCount: 2, DeliveryTimedOutCount: 1 }, '143 of 212, 3 failed'],
  [{ TargetCount: 212, CompletedCount: 212, ErrorCount: 0 }, '212'],
  [{}, '0'],
])('%j reads %s', (counted, text) => expect(progressText(counted)).toBe(text))

test('the bar shows good and bad, and leaves the rest empty', () => {
  expect(progressParts({ TargetCount: 10, CompletedCount: 5, ErrorCount: 1 })).toEqual([
    { tone: 'ok', share: 0.4 },
    { tone: 'bad', share: 0.1 },
  ])
  expect(progressParts({ TargetCount: 0 })).toEqual([])
})
