import { expect, test } from 'vitest'
import { readStructure } from './read-structure'

const meaning = { schemaVersion: '2.2', mainSteps: [{ name: 'a' }] }

test.each([
  [JSON.stringify(meaning), meaning, undefined],
  ["schemaVersion: '2.2' # a comment\nmainSteps:\n  - name: a\n", meaning, undefined],
  ['{ "schemaVersion": ', '{ "schemaVersion": ', /^line 1: /],
  ['a: 1\nb: [', 'a: 1\nb: [', /^line 2: /],
  ['BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', undefined],
])('%j is compared by its meaning, or as a text with the reason', (text, value, problem) => {
  const read = readStructure(text)
  expect(read.value).toEqual(value)
  if (problem) expect(read.problem).toMatch(problem)
  else expect(read.problem).toBeUndefined()
})
