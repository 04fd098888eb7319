import { expect, test } from 'vitest'
import type { Column } from './column'
import { fitColumns, leastWidth } from './column-fit'

const column = (id: string, more: Partial<Column<object>> = {}): Column<object> => ({ id, header: id, cell: () => id, ...more })
const columns = [
  column('name', { width: 200, minWidth: 100 }),
  column('id', { width: 100, minWidth: 80, priority: 2 }),
  column('os', { width: 100, minWidth: 60, priority: 1, grow: true }),
]
const all = { columns: columns.map(({ id }) => ({ id })), isOwn: false }
const fitted = (choice: Parameters<typeof fitColumns>[1], room: number | undefined) =>
  fitColumns(columns, choice, room).map(({ id, width }) => `${id} ${width}`)

test.each([
  [undefined, ['name 200', 'id 100', 'os 100']],
  [1000, ['name 200', 'id 100', 'os 100']],
  [320, ['name 150', 'id 90', 'os 80']],
  [240, ['name 100', 'id 80', 'os 60']],
  [230, ['name 150', 'os 80']],
  [120, ['name 120']],
  [50, ['name 100']],
])('%s pixels', (room, expected) => expect(fitted(all, room)).toEqual(expected))

test('what somebody chose stays, and scrolls', () =>
  expect(fitted({ ...all, isOwn: true }, 100)).toEqual(['name 100', 'id 80', 'os 60']))

test('a width set by hand is kept', () =>
  expect(fitted({ columns: [{ id: 'name', width: 300 }, { id: 'os' }], isOwn: true }, 100)).toEqual(['name 300', 'os 60']))

test('a column has room for its own name', () => {
  expect(leastWidth(column('x', { header: 'Last seen', width: 90, sortable: true }))).toBe(90)
  expect(leastWidth(column('x', { header: 'IP', width: 120 }))).toBe(84)
  expect(leastWidth(column('x', { header: 'Id', width: 40 }))).toBe(40)
})
