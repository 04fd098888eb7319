import { describe, expect, it } from 'vitest'
import { resolveParameters } from './document-parameters'
import { parseDeclarations } from './parameter-declaration'

const resolve = (declaration: object, given?: readonly string[]): unknown =>
  resolveParameters(parseDeclarations({ p: declaration }), given && { p: given })['p']

describe('parameter values', () => {
  it.each<[string, object, string[] | undefined, unknown]>([
    ['text', { type: 'String' }, ['a'], 'a'],
    ['a list', { type: 'StringList' }, ['a', 'b'], ['a', 'b']],
    ['an empty list', { type: 'StringList' }, [], []],
    ['a number', { type: 'Integer' }, ['-5'], -5],
    ['a boolean', { type: 'Boolean' }, ['True'], true],
    ['a map', { type: 'StringMap' }, ['{"a":"b"}'], { a: 'b' }],
    ['maps as one text', { type: 'MapList' }, ['[{"a":"b"},{}]'], [{ a: 'b' }, {}]],
    ['maps as several texts', { type: 'MapList' }, ['{"a":"b"}', '{}'], [{ a: 'b' }, {}]],
    ['a default', { type: 'String', default: '3600' }, undefined, '3600'],
    ['a default that is empty', { type: 'String', default: '' }, undefined, ''],
    ['a default number for text', { type: 'String', default: 3600 }, undefined, '3600'],
    ['a default list', { type: 'StringList', default: ['a'] }, undefined, ['a']],
    ['a default boolean', { type: 'Boolean', default: false }, undefined, false],
    ['a default map', { type: 'StringMap', default: { a: 1 } }, undefined, { a: 1 }],
    ['no default maps', { type: 'MapList', default: [] }, undefined, []],
    ['an allowed value', { type: 'String', allowedValues: ['a', 'b'] }, ['b'], 'b'],
    ['an allowed number', { type: 'Integer', allowedValues: [1, 2] }, ['2'], 2],
    ['what a pattern finds', { type: 'String', allowedPattern: '[0-9]' }, ['a1'], 'a1'],
    ['characters, not UTF-16 units', { type: 'String', maxChars: 1 }, ['🚢'], '🚢'],
  ])('may be %s', (_name, ...[declaration, given, expected]) => {
    expect(resolve(declaration, given)).toEqual(expected)
  })

  it.each<[string, object, string[] | undefined, string]>([
    ['missing', { type: 'String' }, undefined, "Parameter 'p' is required: it has no default."],
    ['two of one', { type: 'String' }, ['a', 'b'], "Parameter 'p' takes one value, but got 2."],
    ['no number', { type: 'Integer' }, ['1.5'], "Parameter 'p' must be a whole number."],
    ['no boolean', { type: 'Boolean' }, ['yes'], "Parameter 'p' must be true or false."],
    ['no map', { type: 'StringMap' }, ['[]'], "Parameter 'p' must be a JSON object."],
    ['no maps', { type: 'MapList' }, ['[1]'], "Parameter 'p' must be JSON objects."],
    ['not allowed', { type: 'String', allowedValues: ['a', 'b'] }, ['hunter2'], "Parameter 'p' must be one of: a, b."],
    ['not allowed in a list', { type: 'StringList', allowedValues: ['a'] }, ['a', 'c'], "Parameter 'p' must be one of: a."],
    ['another pattern', { type: 'String', allowedPattern: '^[a-z]+$' }, ['A'], "Parameter 'p' must match the pattern ^[a-z]+$."],
    [
      'a default against its pattern',
      { type: 'String', allowedPattern: '^a$', default: '' },
      undefined,
      "Parameter 'p' must match the pattern ^a$.",
    ],
    ['too short', { type: 'String', minChars: 3 }, ['ab'], "Parameter 'p' must have at least 3 characters, but has 2."],
    ['too long', { type: 'String', maxChars: 3 }, ['abcd'], "Parameter 'p' must have at most 3 characters, but has 4."],
    ['too few', { type: 'StringList', minItems: 2 }, ['a'], "Parameter 'p' must have at least 2 values, but has 1."],
    ['too many', { type: 'StringList', maxItems: '1' }, ['a', 'b'], "Parameter 'p' must have at most 1 values, but has 2."],
  ])('that are %s are refused without being shown', (_name, ...[declaration, given, message]) => {
    expect(() => resolve(declaration, given)).toThrow(expect.objectContaining({ code: 'InvalidParameters', message }))
  })

  it('of unknown names are refused, with the known ones', () => {
    const declarations = parseDeclarations({ commands: { type: 'StringList' }, dir: { type: 'String', default: '' } })
    expect(() => resolveParameters(declarations, { comands: ['id'] })).toThrow(
      "Parameter 'comands' is not in the document, which has only commands, dir. Parameter 'commands' is required: it has no default.",
    )
    expect(() => resolveParameters(new Map(), { a: [] })).toThrow(
      "Parameter 'a' is not in the document, which has no parameters.",
    )
  })
})

describe('declarations', () => {
  it.each([
    ['a list', []],
    ['a strange name', { 'a-b': { type: 'String' } }],
    ['text', { a: 'String' }],
    ['an unknown type', { a: { type: 'Number' } }],
    ['no type', { a: {} }],
    ['a broken pattern', { a: { type: 'String', allowedPattern: '(' } }],
    ['a pattern that looks ahead', { a: { type: 'String', allowedPattern: '^(?!x)' } }],
    ['a pattern that refers back', { a: { type: 'String', allowedPattern: '(a)\\1' } }],
    ['a negative bound', { a: { type: 'String', maxChars: -1 } }],
    ['allowed values that are no list', { a: { type: 'String', allowedValues: 'a' } }],
    ['a default of another type', { a: { type: 'Integer', default: 'x' } }],
  ])('of %s are refused', (_name, parameters) => {
    expect(() => parseDeclarations(parameters)).toThrow(expect.objectContaining({ code: 'InvalidDocumentContent' }))
  })
})
