import { diffLines } from 'diff'
import { expect, test } from 'vitest'
import { foldUnchanged, pairRows } from './diff-rows'

const before = 'a\nb\nc\nd\ne\nf\ng\n'

test('pairs a changed line with the one it replaces', () => {
  expect(pairRows(diffLines(before, before.replace('d', 'D')))).toContainEqual({ kind: 'removed', text: 'd', partner: 'D' })
})

test('folds what is far from any change', () => {
  const rows = foldUnchanged(pairRows(diffLines(before, before.replace('d', 'D'))), 1)
  expect(rows.map((row) => (row.kind === 'fold' ? row.count : `${row.kind} ${row.text}`))).toEqual([
    2,
    'same c',
    'removed d',
    'added D',
    'same e',
    2,
  ])
})
