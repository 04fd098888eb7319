import { expect, test } from 'vitest'
import { csvCell, type TableFormat, tableWriter } from './table-text'

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=cmd|calc', "'=cmd|calc"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['+1+cmd', "'+1+cmd"],
  ['-rf', "'-rf"],
  ['\tx', '"\'\tx"'],
  ['\n=1', '"\'\n=1"'],
  ['＝1', "'＝1"],
  ['-12.5', '-12.5'],
  ['+3', '+3'],
  ['-1-1', "'-1-1"],
  ['a;=1', '"a;=1"'],
  ['=1,"2"', '"\'=1,""2"""'],
])('%j becomes %j', (value, cell) => expect(csvCell(value)).toBe(cell))

interface Row {
  name: string
  n: number
}
const columns = [
  { header: 'Name', text: (row: Row) => row.name },
  { header: '=Count', text: (row: Row) => String(row.n) },
]

function written(format: TableFormat, ...pages: Row[][]): string {
  const writer = tableWriter(format, columns)
  return [writer.head(), ...pages.map((page) => writer.rows(page)), writer.tail()].join('')
}

test('a page follows another in every format', () => {
  const pages = [
    [
      { name: 'a', n: 1 },
      { name: 'b', n: 2 },
    ],
    [],
    [{ name: 'c', n: 3 }],
  ]
  const records = [
    { Name: 'a', '=Count': '1' },
    { Name: 'b', '=Count': '2' },
    { Name: 'c', '=Count': '3' },
  ]
  expect(written('csv', ...pages)).toBe("Name,'=Count\r\na,1\r\nb,2\r\nc,3\r\n")
  expect(JSON.parse(written('json', ...pages))).toEqual(records)
  expect(written('ndjson', ...pages)).toBe(records.map((record) => `${JSON.stringify(record)}\n`).join(''))
})

test('nothing is written as nothing', () =>
  expect([written('csv'), JSON.parse(written('json')), written('ndjson')]).toEqual(["Name,'=Count\r\n", [], '']))
