import { expect, test } from 'vitest'
import { lastPart, listHref, nameWithin, normalPath, parameterHref, parentOf, pathsTo } from './parameter-words'

test.each([
  [undefined, '/'],
  ['', '/'],
  ['/', '/'],
  [' prod/db/ ', '/prod/db'],
  ['//prod', '/prod'],
])('the path %j is %s', (given, path) => expect(normalPath(given)).toBe(path))

test.each([
  ['/prod/db/host', '/prod/db', 'host'],
  ['/host', '/', 'host'],
  ['host', '/', 'host'],
])('%s lies in %s as %s', (name, parent, last) => {
  expect(parentOf(name)).toBe(parent)
  expect(lastPart(name)).toBe(last)
})

test('a path has all paths above it', () => {
  expect(pathsTo('/')).toEqual(['/'])
  expect(pathsTo('/prod/db')).toEqual(['/', '/prod', '/prod/db'])
})

test('names are read inside the path that is open', () => {
  expect(nameWithin('/prod/db/host', '/prod')).toBe('db/host')
  expect(nameWithin('/production/x', '/prod')).toBe('/production/x')
  expect(nameWithin('/prod/x', '/')).toBe('/prod/x')
})

test('addresses keep slashes readable', () => {
  expect(listHref('/')).toBe('/parameters')
  expect(listHref('/prod/db')).toBe('/parameters?path=/prod/db')
  expect(parameterHref('/prod/db/x', { tab: 'history', v: undefined })).toBe('/parameters/detail?name=/prod/db/x&tab=history')
})
