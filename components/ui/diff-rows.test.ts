import { diffLines } from 'diff'
import { expect, test } from 'vitest'
import { changeStarts, type DiffRow, foldUnchanged, pairRows, sideBySide } from './diff-rows'

const before = 'a\nb\nc\nd\ne\nf\ng\n'
const rowsOf = (after: string) => pairRows(diffLines(before, after))
const shown = (row: DiffRow) => (row.kind === 'fold' ? row.lines.length : `${row.kind} ${row.text}`)

test('pairs a changed line with the one it replaces', () => {
  expect(rowsOf(before.replace('d', 'D'))).toContainEqual({ kind: 'removed', text: 'd', partner: 'D' })
})

test('folds what is far from any change, until it is opened', () => {
  const rows = rowsOf(before.replace('d', 'D'))
  const folded = [2, 'same c', 'removed d', 'added D', 'same e', 2]
  expect(foldUnchanged(rows, 1).map(shown)).toEqual(folded)
  expect(foldUnchanged(rows, 1, new Set([0])).map(shown)).toEqual(['same a', 'same b', ...folded.slice(1)])
})

test('puts lines that replace each other side by side', () => {
  const pairs = sideBySide(foldUnchanged(rowsOf(before.replace('d\ne', 'D')), 0))
  const sides = pairs.map((pair) => ('lines' in pair ? pair.lines.length : [pair.left?.text, pair.right?.text]))
  expect(sides).toEqual([3, ['d', 'D'], ['e', undefined], 2].map((side) => side))
})

test('a change is a run of changed rows', () => {
  expect(changeStarts([false, true, true, false, true])).toEqual([1, 4])
})
