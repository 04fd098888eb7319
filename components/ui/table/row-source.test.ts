import { expect, test } from 'vitest'
import { rowSource, wantedEnd } from './row-source'

test('without an end loaded the list is what the start has', () => {
  const rows = rowSource(['a', 'b'], [], 10)
  expect([rows.count, rows.at(1), rows.at(2), rows.loaded, rows.gap]).toEqual([
    2,
    'b',
    undefined,
    ['a', 'b'],
    { start: 2, end: 2 },
  ])
})

test('with the end loaded the places between are empty', () => {
  const rows = rowSource(['a', 'b'], ['y', 'z'], 10)
  expect([rows.count, rows.at(1), rows.at(5), rows.at(8), rows.at(9)]).toEqual([10, 'b', undefined, 'y', 'z'])
  expect(rows.gap).toEqual({ start: 2, end: 8 })
})

test('ends that have met leave no gap', () => {
  const rows = rowSource(['a', 'b'], ['c'], 3)
  expect([rows.count, rows.at(2), rows.gap]).toEqual([3, 'c', { start: 2, end: 2 }])
})

const both = { hasMore: true, hasTail: true }
const gap = { start: 100, end: 900 }
test.each([
  ['far from the gap', gap, { first: 0, last: 40 }, both, undefined],
  ['near the start of the gap', gap, { first: 60, last: 85 }, both, 'head'],
  ['in the gap, nearer to the start', gap, { first: 200, last: 230 }, both, 'head'],
  ['in the gap, nearer to the end', gap, { first: 800, last: 830 }, both, 'tail'],
  ['at the end of the gap', gap, { first: 905, last: 930 }, both, 'tail'],
  ['at the very end', gap, { first: 960, last: 999 }, both, undefined],
  ['no end loaded', { start: 100, end: 100 }, { first: 70, last: 99 }, { hasMore: true, hasTail: false }, 'head'],
  ['all loaded', { start: 100, end: 100 }, { first: 70, last: 99 }, { hasMore: false, hasTail: false }, undefined],
] as const)('%s', (_, hole, seen, edges, expected) => expect(wantedEnd(hole, seen, edges)).toBe(expected))
