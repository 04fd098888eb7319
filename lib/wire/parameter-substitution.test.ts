import { describe, expect, it } from 'vitest'
import { isPreconditionMet, referencedNames, substitute } from './parameter-substitution'

const parameters = { commands: ['echo a', 'id'], dir: '/tmp', n: 3, on: true, map: { a: 'b' }, cash: 'a$$b' }

describe('substitution', () => {
  it.each([
    ['a lone reference keeps its type', '{{ commands }}', ['echo a', 'id']],
    ['spaces are optional', '{{commands}}', ['echo a', 'id']],
    ['more spaces', '{{   n   }}', 3],
    ['inside text, numbers and booleans are printed', 'n={{n}} on={{ on }}', 'n=3 on=true'],
    ['inside text, lists and maps are JSON', '{{commands}} {{map}}', '["echo a","id"] {"a":"b"}'],
    ['a lone value keeps its dollars', '{{cash}}', 'a$$b'],
    ['inside text two dollars become one', 'x{{cash}}', 'xa$b'],
    ['unknown names stay', '{{ nope }} {{dir}}', '{{ nope }} /tmp'],
    ['a lone unknown name stays', '{{ nope }}', '{{ nope }}'],
    ['names have letters and digits only', '{{ ssm:name }} {{a-b}}', '{{ ssm:name }} {{a-b}}'],
    ['inherited names are unknown', '{{ constructor }}', '{{ constructor }}'],
    ['objects and lists are walked', { a: [{ b: '{{dir}}' }], c: 1, d: null }, { a: [{ b: '/tmp' }], c: 1, d: null }],
    ['keys are left alone', { '{{dir}}': 1 }, { '{{dir}}': 1 }],
  ])('%s', (_name, value, expected) => {
    expect(substitute(value, parameters)).toEqual(expected)
  })

  it('does not substitute twice', () => {
    expect(substitute('{{a}}!', { a: '{{b}}', b: 'secret' })).toBe('{{b}}!')
  })

  it('names what is referred to', () => {
    expect(referencedNames({ a: '{{ x }} {{y}}', b: ['{{x}}'] })).toEqual(['x', 'y'])
  })
})

describe('preconditions', () => {
  it.each<[[string, string], boolean]>([
    [['platformType', 'Linux'], true],
    [['Linux', 'platformType'], true],
    [['platformType', 'linux'], true],
    [['platformType', 'Windows'], false],
    [['platformType', '{{ os }}'], true],
    [['{{ mode }}', 'fast'], true],
    [['fast', '{{ mode }}'], true],
    [['{{ mode }}', 'Fast'], false],
    [['{{ nope }}', 'fast'], false],
  ])('%j on Linux: %s', (operands, expected) => {
    expect(
      isPreconditionMet({ StringEquals: operands }, { platformType: 'Linux', parameters: { os: 'Linux', mode: 'fast' } }),
    ).toBe(expected)
  })
})
