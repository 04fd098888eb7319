import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combineStreams, firstBytes, truncateStream } from '#agent/output/truncate'

describe('firstBytes', () => {
  it.each([
    ['abc', 2, 'ab'],
    ['aé', 2, 'a'],
    ['aé', 3, 'aé'],
    ['🙂x', 3, ''],
    ['abc', -5, ''],
  ])('keeps of %j in %i bytes %j', (text, limit, kept) => {
    expect(firstBytes(text, limit)).toBe(kept)
  })

  it('never cuts a character and never gives more than asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, limit) => {
        const kept = firstBytes(text, limit)
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(limit)
        expect(text.startsWith(kept)).toBe(true)
      }),
    )
  })
})

describe('truncateStream', () => {
  it('leaves what fits alone', () => expect(truncateStream('x'.repeat(24_000), 24_000)).toBe('x'.repeat(24_000)))

  it('ends what does not fit with the marker, within the limit', () => {
    const text = truncateStream('x'.repeat(24_001), 24_000)
    expect(text).toHaveLength(24_000)
    expect(text).toMatch(/^x+--output truncated--$/)
  })
})

describe('combineStreams', () => {
  const title = '\n----------ERROR-------\n'
  it.each([
    ['out', '', 'out'],
    ['', 'bad', `${title}bad`],
    ['out', 'bad', `out${title}bad`],
  ])('puts %j and %j together', (output, error, both) => expect(combineStreams(output, error, 100)).toBe(both))

  it('keeps the short stream whole and cuts the long one', () => {
    const long = 'o'.repeat(200)
    expect(combineStreams(long, 'bad', 100)).toMatch(new RegExp(`^o+\n---Output truncated---${title}bad$`))
    expect(combineStreams('out', 'e'.repeat(200), 100)).toMatch(new RegExp(`^out${title}e+\n---Error truncated----$`))
    expect(combineStreams(long, 'e'.repeat(200), 120)).toMatch(/Output truncated---[^]*Error truncated----$/)
  })

  it('never passes the limit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        (output, error) => {
          expect(Buffer.byteLength(combineStreams(output, error, 250))).toBeLessThanOrEqual(250)
        },
      ),
    )
  })
})
