import { expect, test } from 'vitest'
import { commandPlugins } from '#lib/capabilities/documents/model/language/description/command-plugins'
import type { Spec } from '#lib/capabilities/documents/model/language/spec/spec'
import { choicesOf, fieldKind, fieldText, readField } from './field-value'

const text: Spec = { kind: 'text', description: '' }
const lines: Spec = { kind: 'list', description: '', of: text }

test.each<[Spec, string, unknown]>([
  [text, 'plain', 'plain'],
  [lines, 'one\ntwo', ['one', 'two']],
  [lines, 'one\n\ntwo\n', ['one', '', 'two']],
  [{ kind: 'integer', description: '' }, '30', 30],
  [{ kind: 'integer', description: '' }, '{{ seconds }}', '{{ seconds }}'],
  [{ kind: 'boolean', description: '' }, 'false', false],
  [{ kind: 'any', description: '' }, '{"a": [1]}', { a: [1] }],
  [text, '', undefined],
])('reads a %o from %s', (spec, written, value) => {
  expect(readField(spec, written)).toEqual({ value })
})

test('what is no JSON is not written into the document', () => {
  expect(readField({ kind: 'any', description: '' }, '{"a"')).toHaveProperty('problem')
})

test('text of a value reads back as the value', () => {
  for (const value of [['a', 'b'], ['x'], undefined]) expect(readField(lines, fieldText('lines', value))).toEqual({ value })
})

test('a script is asked for line by line', () => {
  const { inputs } = commandPlugins.get('aws:runShellScript') ?? {}
  const spec = inputs?.members['runCommand']
  expect(spec && fieldKind(spec)).toBe('lines')
  expect(choicesOf({ kind: 'boolean', description: '' })).toEqual(['true', 'false'])
})
