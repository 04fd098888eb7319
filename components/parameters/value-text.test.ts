import { expect, test } from 'vitest'
import { byteLength, formatJson, jsonProblem, linesOf, listOf, readJson } from './value-text'

test.each([
  ['{"a":1}', { a: 1 }, undefined],
  [' [1, 2]', [1, 2], undefined],
  ['12', undefined, undefined],
  ['hello', undefined, undefined],
])('%s is read as %j', (text, value, problem) => {
  expect(readJson(text)).toEqual(value)
  expect(jsonProblem(text)).toBe(problem)
})

test('broken JSON is told, and left as it is by formatting', () => {
  expect(jsonProblem('{"a":')).toMatch(/JSON/)
  expect(formatJson('{"a":')).toBe('{"a":')
  expect(formatJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
})

test('lists are typed one item a line, or pasted with commas', () => {
  expect(listOf('a\n b ,c\n\n')).toBe('a,b,c')
  expect(linesOf('a,b')).toBe('a\nb')
})

test('limits count bytes', () => expect(byteLength('aé€')).toBe(6))
