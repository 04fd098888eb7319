import { expect, test } from 'vitest'
import type { LogLine, LogStream } from '#queries/ui/log/log-buffer'
import { endOfStderr, firstErrorLine, lineInBuffer } from './first-error'

function lines(...texts: string[]): LogLine[] {
  return texts.map((text) => {
    const stream: LogStream = text.startsWith('!') ? 'stderr' : 'stdout'
    return { stream, raw: text.replace(/^!/, ''), start: {} }
  })
}

test.each([
  [['Reading lists', '!W: old key', '!E: Unable to fetch archive', 'done'], 2],
  [['Reading lists', 'make: error 2', '!warning only'], 1],
  [['build ok, 0 errors', '!', '!something odd'], 2],
  [['\u001b[31mfatal: not a repository\u001b[0m'], 0],
  [['all good'], undefined],
  [[], undefined],
])('%j', (texts, at) => expect(firstErrorLine(lines(...texts))).toBe(at))

test('a line of one stream is found among both', () => {
  const both = lines('one', '!E: a', 'two', '!E: b')
  expect(lineInBuffer(both, { stream: 'stderr', line: 2 })).toBe(3)
  expect(lineInBuffer(both, { stream: 'stdout', line: 2 })).toBe(2)
  expect(lineInBuffer(both, { stream: 'stdout', line: 3 })).toBeUndefined()
})

test('a long output is opened where stderr ends, when anything was said there', () => {
  const stdout = { Stream: 'stdout' as const, TotalLines: 2_000_000 }
  expect(endOfStderr([stdout, { Stream: 'stderr', TotalLines: 41 }])).toEqual({ stream: 'stderr', line: 41 })
  expect(endOfStderr([stdout, { Stream: 'stderr', TotalLines: 0 }])).toBeUndefined()
  expect(endOfStderr([stdout])).toBeUndefined()
})
