import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeControls, foldReturns, parseAnsi, plainText } from './ansi'

const esc = '\u001b'

test.each([
  ['plain', [{ text: 'plain', style: {} }]],
  [
    `${esc}[31mred${esc}[0m rest`,
    [
      { text: 'red', style: { fg: 1 } },
      { text: ' rest', style: {} },
    ],
  ],
  [
    `${esc}[1;92mok${esc}[22m!`,
    [
      { text: 'ok', style: { bold: true, fg: 10 } },
      { text: '!', style: { fg: 10 } },
    ],
  ],
  [`${esc}[38;5;196mx`, [{ text: 'x', style: { fg: 'rgb(255 0 0)' } }]],
  [`${esc}[38;5;3mx`, [{ text: 'x', style: { fg: 3 } }]],
  [`${esc}[48;2;1;2;300mx`, [{ text: 'x', style: { bg: 'rgb(1 2 255)' } }]],
  [`${esc}[38:2:1:2:3mx`, [{ text: 'x', style: { fg: 'rgb(1 2 3)' } }]],
  [`${esc}[mx`, [{ text: 'x', style: {} }]],
  [
    `a${esc}[2Kb${esc}[?25lc`,
    [
      { text: 'a', style: {} },
      { text: 'b', style: {} },
      { text: 'c', style: {} },
    ],
  ],
  [`${esc}]8;;http://evil.test\u0007link${esc}]8;;\u0007`, [{ text: 'link', style: {} }]],
  [`${esc}]0;title${esc}\\x`, [{ text: 'x', style: {} }]],
  ['<b onclick=x>', [{ text: '<b onclick=x>', style: {} }]],
])('reads %j', (line, spans) => expect(parseAnsi(line).spans).toEqual(spans))

test('a colour holds on to the next line until it is reset', () => {
  const first = parseAnsi(`${esc}[33mwarn`)
  expect(parseAnsi('more', first.end).spans).toEqual([{ text: 'more', style: { fg: 3 } }])
})

test.each([
  ['10%\r50%\r100%', '100%'],
  ['done\r', 'done'],
  ['a\r\r', 'a'],
  ['\r', ''],
  ['no return', 'no return'],
])('folds %j to %j', (line, folded) => expect(foldReturns(line)).toBe(folded))

test.each([
  ['bell\u0007', 'bell\\x07'],
  ['tab\tstays', 'tab\tstays'],
  ['nul\u0000', 'nul\\x00'],
  ['c1\u0085', 'c1\\x85'],
  ['turn\u202eback', 'turn\\u202eback'],
])('shows what is hidden: %j', (text, shown) => expect(escapeControls(text)).toBe(shown))

test('no input leaves a control character in the text, or loses a printable one', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(esc, `${esc}[`, `${esc}]`, '\u0007', '1;31m', '\r'))), (parts) => {
      const line = parts.join('')
      const text = parseAnsi(line)
        .spans.map((span) => span.text)
        .join('')
      expect(text).toBe(plainText(line))
      expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f]/)
    }),
  )
})
