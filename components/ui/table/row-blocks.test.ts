import { expect, test } from 'vitest'
import { inBlocks } from './row-blocks'

const ends = (startIndex: number, endIndex: number, count: number) => {
  const rows = inBlocks({ startIndex, endIndex, overscan: 8, count })
  return [rows[0], rows.at(-1), rows.length]
}

test.each([
  [0, 20, 10_000, [0, 31, 32]],
  [8, 28, 10_000, [0, 39, 40]],
  [9, 29, 10_000, [0, 39, 40]],
  [16, 36, 10_000, [8, 47, 40]],
  [0, 4, 5, [0, 4, 5]],
  [9_980, 9_999, 10_000, [9_968, 9_999, 32]],
  [0, 0, 0, [undefined, undefined, 0]],
])('rows %d to %d of %d are drawn with their neighbours, in whole blocks', (start, end, count, wanted) =>
  expect(ends(start, end, count)).toEqual(wanted),
)
