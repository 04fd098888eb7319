import { describe, expect, test } from 'vitest'
import { structuredDiff } from './structured-diff'

const step = (name: string, more: object = {}) => ({ name, action: 'aws:sleep', inputs: { Duration: 'PT1S' }, ...more })
const steps = (...mainSteps: object[]) => ({ schemaVersion: '0.3', mainSteps })
const read = (changes: ReturnType<typeof structuredDiff>) => changes.map(({ kind, path }) => `${kind} ${path.join(' > ')}`)

describe('what is no change', () => {
  test.each([
    ['the order of keys', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    ['the order of keys in a step', steps({ name: 'a', action: 'x' }), steps({ action: 'x', name: 'a' })],
    ['the order of keys in lists of objects', { list: [{ a: 1, b: 2 }] }, { list: [{ b: 2, a: 1 }] }],
    ['two empty documents', {}, {}],
  ])('%s', (_, before, after) => expect(structuredDiff(before, after)).toEqual([]))
})

describe('what is one change', () => {
  test('a value, with both of them', () => {
    expect(structuredDiff(steps(step('a', { timeoutSeconds: 600 })), steps(step('a', { timeoutSeconds: 900 })))).toEqual([
      { kind: 'changed', path: ['mainSteps', 'a', 'timeoutSeconds'], before: 600, after: 900 },
    ])
  })
  test.each([
    ['a step before others', steps(step('a'), step('b')), steps(step('new'), step('a'), step('b')), ['added mainSteps > new']],
    ['a step less', steps(step('a'), step('b')), steps(step('b')), ['removed mainSteps > a']],
    [
      'a step that went to the end',
      steps(step('a'), step('b'), step('c')),
      steps(step('b'), step('c'), step('a')),
      ['moved mainSteps > a'],
    ],
    ['a key more', steps(step('a')), steps(step('a', { onFailure: 'step:b' })), ['added mainSteps > a > onFailure']],
    ['a line of a script', { runCommand: ['a', 'b'] }, { runCommand: ['a', 'x', 'b'] }, ['changed runCommand']],
    ['a type', { default: '1' }, { default: 1 }, ['changed default']],
    ['an object in a list without names', { l: [{ a: 1 }, { a: 2 }] }, { l: [{ a: 1 }, { a: 3 }] }, ['changed l > 2 > a']],
    ['null that was an object', { a: {} }, { a: null }, ['changed a']],
  ])('%s', (_, before, after, changes) => expect(read(structuredDiff(before, after))).toEqual(changes))
})

test('a renamed step is one that went and one that came', () => {
  expect(read(structuredDiff(steps(step('a')), steps(step('b'))))).toEqual(['removed mainSteps > a', 'added mainSteps > b'])
})

test('a moved step that changed too is both', () => {
  const before = steps(step('a'), step('b'), step('c'))
  const after = steps(step('b'), step('c'), step('a', { isEnd: true }))
  expect(read(structuredDiff(before, after))).toEqual(['moved mainSteps > a', 'added mainSteps > a > isEnd'])
})

test('two steps of one name are compared by their place', () => {
  expect(read(structuredDiff(steps(step('a'), step('a')), steps(step('a'), step('a', { isEnd: true }))))).toEqual([
    'added mainSteps > 2 > isEnd',
  ])
})

test('150 steps in turned order are told in a moment', () => {
  const many = Array.from({ length: 150 }, (_, at) => step(`s${at}`))
  expect(structuredDiff(steps(...many), steps(...many.toReversed()))).toHaveLength(149)
})
