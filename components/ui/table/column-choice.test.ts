import { expect, test } from 'vitest'
import type { Column } from './column'
import { chosenColumns, formatChoice, moved, parseChoice, withColumn, withPin, withWidth } from './column-choice'

const column = (id: string, more: Partial<Column<object>> = {}): Column<object> => ({ id, header: id, cell: () => id, ...more })
const columns = [column('name'), column('status'), column('ip', { hidden: true }), column('tags')]

test.each(['name!,status:140,tag.env', 'name', 'tag.a%2Cb%3Ac%21:90'])('the address keeps %s', (text) =>
  expect(formatChoice(parseChoice(text))).toBe(text),
)

test.each([
  ['', ['name', 'status', 'tags']],
  ['no-such', ['name', 'status', 'tags']],
  ['tags,name', ['tags', 'name']],
  ['ip,tags!', ['tags', 'name', 'ip']],
  ['name,name:99,:5,!', ['name']],
])('%j shows %j', (text, ids) => expect(chosenColumns(columns, text).map(({ id }) => id)).toEqual(ids))

test('a width is kept within what can be read', () =>
  expect(parseChoice('name:1,status:9999').map(({ width }) => width)).toEqual([48, 900]))

test('columns move within their part, and pinned ones come first', () => {
  const chosen = parseChoice('a,b,c')
  expect(formatChoice(moved(chosen, 'c', -1))).toBe('a,c,b')
  expect(formatChoice(moved(chosen, 'a', -1))).toBe('a,b,c')
  const pinned = withPin(chosen, 'c', true)
  expect(formatChoice(pinned)).toBe('a!,c!,b')
  expect(formatChoice(moved(pinned, 'b', -1))).toBe('a!,c!,b')
  expect(formatChoice(moved(pinned, 'c', -1))).toBe('c!,a!,b')
  expect(formatChoice(withPin(pinned, 'c', false))).toBe('a!,c,b')
})

test('columns come and go, and get a width', () => {
  expect(formatChoice(withColumn(parseChoice('a,b'), 'c', true))).toBe('a,b,c')
  expect(formatChoice(withColumn(parseChoice('a,b'), 'a', false))).toBe('b')
  expect(formatChoice(withWidth(parseChoice('a,b'), 'b', 120.4))).toBe('a,b:120')
  expect(formatChoice(withWidth(parseChoice('a:99'), 'a', undefined))).toBe('a')
})
