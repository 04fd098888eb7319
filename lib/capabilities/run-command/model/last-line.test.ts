import { expect, test } from 'vitest'
import { lastLine } from './last-line'

test.each([
  ['', ''],
  ['one\ntwo\n', 'two'],
  ['one\n\n  \n', 'one'],
  ['10 %\r50 %\r', '50 %'],
  ['\n\n', ''],
  ['no end', 'no end'],
])('%j', (text, line) => expect(lastLine(text)).toBe(line))
