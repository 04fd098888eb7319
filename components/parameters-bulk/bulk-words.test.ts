import { describe, expect, test } from 'vitest'
import { below, countChanges, looksSecret, moveChanges, moveProblem, plainPath, relativeTo } from './bulk-words'

test.each([
  ['', '/'],
  ['/', '/'],
  ['prod/db/', '/prod/db'],
  [' /prod ', '/prod'],
])('the path %j is %s', (text, path) => expect(plainPath(text)).toBe(path))

test.each([
  ['/prod', '/prod/db/host', 'db/host'],
  ['/', '/prod/host', 'prod/host'],
  ['/', 'top', 'top'],
])('below %s, %s is %s', (path, name, relative) => {
  expect(relativeTo(path, name)).toBe(relative)
  expect(below(path, relative)).toBe(name.startsWith('/') ? name : `/${name}`)
})

test.each([
  ['db/password', true],
  ['API_KEY', true],
  ['db/host', false],
  ['passenger', true],
])('%s looks like a secret: %s', (name, secret) => expect(looksSecret(name)).toBe(secret))

test.each([
  [{ Created: 0, Changed: 0, Deleted: 0 }, 'nothing changed'],
  [{ Created: 2, Changed: 0, Deleted: 1 }, '2 created, 1 deleted'],
])('%j is %s', (counts, text) => expect(countChanges(counts)).toBe(text))

describe('a move', () => {
  test('copies and deletes each name', () =>
    expect(moveChanges(['/a/x/y'], '/a', 'b/c')).toEqual([
      { group: 'x/y', change: { Action: 'Copy', Source: '/a/x/y', Name: '/b/c/x/y', WithLabels: true } },
      { group: 'x/y', change: { Action: 'Delete', Name: '/a/x/y' } },
    ]))

  test.each([
    ['/a', '/b', undefined],
    ['/a', '/ab', undefined],
    ['/a', '', undefined],
    ['/a', 'a/', 'It is there already.'],
    ['/a', '/a/b', 'A subtree cannot go into itself.'],
    ['/', '/a', 'A subtree cannot go into itself.'],
  ])('from %s to %s: %s', (from, to, problem) => expect(moveProblem(from, to)).toBe(problem))
})
