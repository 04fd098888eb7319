import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineCounter } from './line-counter'

test('finds the first line of each piece and the number of lines, wherever it is cut', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ab\n]{0,60}$/), fc.integer({ min: 1, max: 9 }), (text, size) => {
      const bytes = Buffer.from(text)
      const counter = new LineCounter()
      for (let at = 0; at < bytes.length; at += size) {
        const start = counter.count(bytes.subarray(at, at + size))
        const starts = Array.from(text, (_, place) => place).filter((place) => place === 0 || text[place - 1] === '\n')
        const first = starts.find((place) => place >= at && place < at + size)
        expect(start?.byte).toBe(first)
        if (start) expect(start.before).toBe(text.slice(0, start.byte).split('\n').length - 1)
      }
      const lines = text === '' ? 0 : text.endsWith('\n') ? text.split('\n').length - 1 : text.split('\n').length
      expect(counter.end()).toEqual({ byte: bytes.length, before: lines })
    }),
  )
})
