import { expect, test } from 'vitest'
import { bytes, duration, exactTime, relativeTime } from './time-text'

test.each([
  [1000, 1000, 'now'],
  [997, 1000, '3 s ago'],
  [1000, 160, 'in 14 min'],
  [0, 7200, '2 h ago'],
  [0, 86400 * 3, '3 d ago'],
  [0, 86400 * 90, '3 mo ago'],
])('%i seen at %i is "%s"', (at, now, text) => expect(relativeTime(at, now)).toBe(text))

test.each([
  [0.42, '0.42 s'],
  [3.21, '3.2 s'],
  [41, '41 s'],
  [200, '3 min 20 s'],
  [7500, '2 h 05 min'],
])('%d seconds read "%s"', (given, text) => expect(duration(given)).toBe(text))

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [2500, '2.5 kB'],
  [48_000_000, '48 MB'],
])('%i bytes read "%s"', (given, text) => expect(bytes(given)).toBe(text))

test('an exact time reads the same in every browser, and says its zone', () => {
  expect(exactTime(1_795_447_796, 'utc')).toBe('23 Nov 2026, 15:29:56 UTC')
  expect(exactTime(1_795_447_796)).toMatch(/^\d{1,2} Nov 2026, \d\d:29:56 \S+$/)
})
