import { expect, test } from 'vitest'
import { csvCell, toCsv, toJson } from './csv'

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=cmd|calc', "'=cmd|calc"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['+1+cmd', "'+1+cmd"],
  ['-rf', "'-rf"],
  ['\tx', "'\tx"],
  ['-12.5', '-12.5'],
  ['+3', '+3'],
  ['=1,"2"', '"\'=1,""2"""'],
])('%j becomes %j', (value, cell) => expect(csvCell(value)).toBe(cell))

const columns = [
  { header: 'Name', text: (row: { name: string; n: number }) => row.name },
  { header: 'Count', text: (row: { name: string; n: number }) => String(row.n) },
]

test('writes a header and a line per row', () => {
  expect(toCsv(columns, [{ name: 'a', n: 1 }])).toBe('Name,Count\r\na,1\r\n')
  expect(JSON.parse(toJson(columns, [{ name: 'a', n: 1 }]))).toEqual([{ Name: 'a', Count: '1' }])
})
