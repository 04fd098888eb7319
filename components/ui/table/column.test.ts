import { expect, test } from 'vitest'
import { formatSort, nextSort, parseSort } from './column'

test('a click on a header goes up, down, off', () => {
  const up = nextSort([], 'name', false)
  const down = nextSort(up, 'name', false)
  expect([up, down, nextSort(down, 'name', false)]).toEqual([[{ id: 'name', desc: false }], [{ id: 'name', desc: true }], []])
})

test('Shift keeps the other columns and their order', () => {
  const both = nextSort([{ id: 'status', desc: true }], 'name', true)
  expect(both).toEqual([
    { id: 'status', desc: true },
    { id: 'name', desc: false },
  ])
  expect(nextSort(both, 'status', true)).toEqual([{ id: 'name', desc: false }])
})

test.each(['-lastSeen,name', 'name'])('the URL keeps %s', (text) => expect(formatSort(parseSort(text))).toBe(text))
test('no sort is no parameter', () =>
  expect([parseSort(undefined), formatSort([]), parseSort('-,')]).toEqual([[], undefined, []]))
