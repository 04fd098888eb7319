import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeNextToken, encodeNextToken, pageOf } from './paging'

describe('next tokens', () => {
  it('give their key back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
        fc.maxSafeInteger(),
        (text, number) => {
          const token = encodeNextToken('ListCommands', [text, number])
          expect(token).toMatch(/^[A-Za-z0-9_-]+$/)
          expect(decodeNextToken('ListCommands', token, ['text', 'number'])).toEqual([text, number])
        },
      ),
    )
  })

  it.each([undefined, ''])('are absent: %j', (token) => {
    expect(decodeNextToken('ListCommands', token, ['text'])).toBeUndefined()
  })

  it.each([
    ['garbage', '%%%'],
    ['base64 of garbage', 'AAAA'],
    ['an impossible length', 'AAAAA'],
    ['another operation', encodeNextToken('ListNodes', ['a', 1])],
    ['another kind of key', encodeNextToken('ListCommands', [1, 'a'])],
    ['a longer key', encodeNextToken('ListCommands', ['a', 1, 2])],
    ['what the database refuses', encodeNextToken('ListCommands', ['a\0', 1])],
    ['a fraction', encodeNextToken('ListCommands', ['a', 1.5])],
    ['endless text', 'A'.repeat(100_000)],
  ])('of %s are invalid', (_name, token) => {
    expect(() => decodeNextToken('ListCommands', token, ['text', 'number'])).toThrow(
      expect.objectContaining({ code: 'InvalidNextToken' }),
    )
  })

  it('never throw anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (token) => {
        try {
          decodeNextToken('x', token, ['text'])
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'InvalidNextToken' })
        }
      }),
    )
  })
})

describe('pages', () => {
  const page = { limit: 2, key: (row: number) => [row] }
  it('end without a token when nothing follows', () => {
    expect(pageOf('x', [1, 2], page)).toEqual({ rows: [1, 2], nextToken: undefined })
    expect(pageOf('x', [], page)).toEqual({ rows: [], nextToken: undefined })
  })

  it('carry the key of their last row when more follows', () => {
    const { rows, nextToken } = pageOf('x', [1, 2, 3], page)
    expect(rows).toEqual([1, 2])
    expect(decodeNextToken('x', nextToken, ['number'])).toEqual([2])
  })
})
