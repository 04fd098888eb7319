import { expect, test } from 'vitest'
import { outcomeShare, outcomeWords, partsOf } from './outcome-words'

const of = (SucceededCount: number, EndedCount: number, IsCut = false) => ({ SucceededCount, EndedCount, IsCut })

test.each([
  [undefined, '', ''],
  [null, '-', 'No run ended in the last 30 days'],
  [of(0, 0), '-', 'No run ended in the last 30 days'],
  [of(1, 1), '100%', '1 of 1 run of the last 30 days succeeded'],
  [of(0, 3), '0%', '0 of 3 runs of the last 30 days succeeded'],
  [of(29, 30), '97%', '29 of 30 runs of the last 30 days succeeded'],
  [of(999, 1_000, true), '99%', '999 of the newest 1,000 runs of the last 30 days succeeded'],
  [of(1, 999), '1%', '1 of 999 runs of the last 30 days succeeded'],
])('%j reads %s', (outcome, share, words) => {
  expect(outcomeShare(outcome)).toBe(share)
  expect(outcomeWords(outcome)).toBe(words)
})

test('names are asked for in parts, and none is left out', () => {
  const names = ['a', 'b', 'c', 'd', 'e']
  expect([partsOf(names, 2), partsOf(names, 5), partsOf([], 5)]).toEqual([[['a', 'b'], ['c', 'd'], ['e']], [names], []])
})
