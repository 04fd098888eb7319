import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Piece, StreamText } from './stream-text'

const encoder = new TextEncoder()

function piece(offset: number, text: string): Piece {
  return { offset, bytes: encoder.encode(text).length, text }
}

describe('a stream put together from pieces', () => {
  test.each([
    ['in order', [piece(0, 'one\n'), piece(4, 'two\n')]],
    ['the other way round', [piece(4, 'two\n'), piece(0, 'one\n')]],
    ['twice', [piece(0, 'one\n'), piece(4, 'two\n'), piece(0, 'one\n'), piece(4, 'two\n')]],
    ['a range over live chunks', [piece(4, 'two\n'), piece(0, 'one\ntwo\n')]],
    ['live chunks over a range', [piece(0, 'one\ntw'), piece(4, 'two\n')]],
    ['a piece inside another', [piece(0, 'one\ntwo\n'), piece(3, '\ntw')]],
    ['a piece around a hole', [piece(0, 'on'), piece(6, 'o\n'), piece(1, 'ne\ntwo')]],
  ])('reads the same %s', (_, pieces) => {
    const stream = new StreamText()
    for (const part of pieces) stream.add(part)
    expect(stream.text).toBe('one\ntwo\n')
    expect(stream.gaps(0, 8)).toEqual([])
  })

  test('shows nothing after a gap until the gap is filled', () => {
    const stream = new StreamText()
    stream.add(piece(0, 'ab'))
    stream.add(piece(5, 'fg'))
    expect(stream.text).toBe('ab')
    expect(stream.gaps()).toEqual([{ from: 2, to: 5 }])
    stream.add(piece(2, 'cde'))
    expect(stream.text).toBe('abcdefg')
  })

  test('names what is missing before, inside and after', () => {
    const stream = new StreamText()
    stream.add(piece(3, 'd'))
    expect(stream.gaps(0, 6)).toEqual([
      { from: 0, to: 3 },
      { from: 4, to: 6 },
    ])
    expect(new StreamText().gaps(0, 6)).toEqual([{ from: 0, to: 6 }])
  })

  test('tells whether a piece was new', () => {
    const stream = new StreamText()
    expect([stream.add(piece(0, 'ab')), stream.add(piece(0, 'a')), stream.add(piece(2, 'c')), stream.add(piece(2, 'c'))]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  test('cuts at bytes, not at characters of the string', () => {
    const stream = new StreamText()
    stream.add(piece(0, 'grüß '))
    stream.add(piece(encoder.encode('grü').length, 'ß dich'))
    expect(stream.text).toBe('grüß dich')
  })

  test('forgets the beginning when asked', () => {
    const stream = new StreamText()
    stream.add(piece(0, 'one\ntwo\n'))
    stream.dropBefore(4)
    expect([stream.start, stream.end, stream.text]).toEqual([4, 8, 'two\n'])
  })

  test('any order of any overlapping pieces gives the whole text once', () => {
    const range = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    fc.assert(
      fc.property(fc.array(range, { maxLength: 30 }), (ranges) => {
        const whole = Array.from({ length: 61 }, (_, at) => String.fromCharCode(65 + (at % 26))).join('')
        const stream = new StreamText()
        for (const [from, to] of ranges) stream.add(piece(from, whole.slice(from, to)))
        for (const gap of stream.gaps(0, 61)) stream.add(piece(gap.from, whole.slice(gap.from, gap.to)))
        expect(stream.text).toBe(whole)
      }),
    )
  })
})
