import { expect, test } from 'vitest'
import { mentions, score, splitPrefix } from './match'

test('the start of a word beats its middle, and both beat scattered letters', () => {
  const scores = ['Nodes', 'Add nodes', 'Endnodes', 'Never older dens'].map((text) => score('node', text) ?? -1)
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
  expect(new Set(scores).size).toBe(4)
})

test.each([
  ['shell run', 'Run a shell script', 50],
  ['cmd', 'command', 20],
  ['xyz', 'command', undefined],
  ['', 'anything', 0],
])('%j in %j scores %s', (typed, text, expected) => expect(score(typed, text)).toBe(expected))

test.each([
  ['>stop', { scope: 'actions', text: 'stop' }],
  ['@ web', { scope: 'nodes', text: 'web' }],
  ['#9f3c', { scope: 'commands', text: '9f3c' }],
  ['/prod/db', { scope: 'parameters', text: '/prod/db' }],
  ['web', { scope: 'all', text: 'web' }],
])('%j looks in %o', (typed, expected) => expect(splitPrefix(typed)).toEqual(expected))

test.each([
  ['web-0', true],
  ['WEB-007', true],
  ['10.0.0.7', true],
  ['mi-07', true],
  ['web-008', false],
  ['', true],
])('what was found stays for %j: %s', (text, stays) =>
  expect(mentions({ id: 'mi-07', label: 'web-007', hint: '10.0.0.7, Online' }, text)).toBe(stays),
)
