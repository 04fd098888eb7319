import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSlowPattern } from './pattern-safety'

describe('patterns that may take for ever', () => {
  it.each([
    '(a+)+$',
    '^(a*)*$',
    '^(\\w+\\s?)*$',
    '(a|a)*b',
    '^(\\w|\\d)+$',
    '([a-z]+)*x',
    '^((ab)+)+$',
    '(.*a){30,}',
    '(x+x+)+y',
    '^(\\d+){2,}$',
    '(?:a+b?)+c',
  ])('are found: %s', (pattern) => expect(isSlowPattern(pattern)).toBe(true))

  it.each([
    '^[a-z]+$',
    '^([a-z0-9]+-)*[a-z0-9]+$',
    '^i-[a-f0-9]{8,17}$',
    '^$|^arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+$',
    '^(\\d{1,3}\\.){3}\\d{1,3}$',
    '^(true|false)$',
    '(ab|cd)*',
    '^(/[a-zA-Z0-9_.-]+)+$',
    '[(]+[)]+',
    '^(?<y>\\d{4})-\\d\\d$',
    '',
    '\\(a+\\)+',
    '^([^,]+,)*[^,]+$',
    '\\p{L}+',
  ])('are not those: %s', (pattern) => expect(isSlowPattern(pattern)).toBe(false))

  it('is answered for any pattern that compiles', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab()|*+?[]{}\\^$.,12-dw'.split('')), maxLength: 40 }), (pattern) => {
        try {
          void new RegExp(pattern)
        } catch {
          return
        }
        expect(typeof isSlowPattern(pattern)).toBe('boolean')
      }),
      { numRuns: 2000 },
    )
  })
})
