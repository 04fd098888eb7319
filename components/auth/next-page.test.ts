import { expect, test } from 'vitest'
import { nextPage } from './next-page'

test.each([
  ['/nodes?f=status:is:Online#x', '/nodes?f=status:is:Online#x'],
  [undefined, '/'],
  ['', '/'],
  ['https://evil.test', '/'],
  ['//evil.test', '/'],
  ['/\\evil.test', '/'],
  ['/a\\..\\b', '/'],
  ['/\t/evil.test', '/'],
  ['/sign-in?next=/sign-in', '/'],
  ['/setup', '/'],
])('%j leads to %s', (next, page) => expect(nextPage(next)).toBe(page))
