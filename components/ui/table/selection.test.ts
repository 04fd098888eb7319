import { expect, test } from 'vitest'
import { headerState, isSelected, nothingSelected, rangeOf, selectedCount, withSelected } from './selection'

const order = ['a', 'b', 'c', 'd']

test('adds and removes single rows', () => {
  const two = withSelected(nothingSelected, ['a', 'c'], true)
  const one = withSelected(two, ['a'], false)
  expect([isSelected(one, 'a'), isSelected(one, 'c'), selectedCount(one, 4)]).toEqual([false, true, 1])
})

test('everything but a few counts against the total and covers rows that are not loaded', () => {
  const all = withSelected({ mode: 'all', except: new Set() }, ['b'], false)
  expect([isSelected(all, 'b'), isSelected(all, 'never-loaded'), selectedCount(all, 10_384)]).toEqual([false, true, 10_383])
  expect(selectedCount(withSelected(all, ['b'], true), 10_384)).toBe(10_384)
})

test.each([
  ['b', 'd', ['b', 'c', 'd']],
  ['d', 'b', ['b', 'c', 'd']],
  [undefined, 'c', ['c']],
  ['gone', 'c', ['c']],
])('a range from %s to %s', (from, to, ids) => expect(rangeOf(order, from, to)).toEqual(ids))

test('the header box tells none, some, all', () => {
  expect(headerState(nothingSelected, order)).toBe('none')
  expect(headerState(withSelected(nothingSelected, ['a'], true), order)).toBe('some')
  expect(headerState(withSelected(nothingSelected, order, true), order)).toBe('all')
})
