import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBody, parseJson, toWire } from './aws-json'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('toWire', () => {
  it.each([
    ['times as seconds', new Date(1_700_000_000_123), 1_700_000_000.123],
    ['times in lists', [{ At: new Date(0) }], [{ At: 0 }]],
    ['no absent members', { a: undefined, b: null, c: [undefined, 1] }, { b: null, c: [1] }],
    ['bytes as base64', { Blob: new Uint8Array([104, 105]) }, { Blob: 'aGk=' }],
    ['many bytes', new Uint8Array(20_000), `${'A'.repeat(26_667)}=`],
    ['no impossible number', Number.NaN, null],
  ])('writes %s', (_name, value, expected) => {
    expect(toWire(value)).toEqual(expected)
  })

  it('refuses what contains itself', () => {
    const loop: { self?: unknown } = {}
    loop.self = loop
    expect(() => toWire(loop)).toThrow(RangeError)
  })

  it('leaves JSON as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(JSON.stringify(toWire(value))).toBe(JSON.stringify(value))
      }),
    )
  })
})

describe('parseBody', () => {
  it('reads JSON, and nothing as an empty object', () => {
    expect(parseBody(bytes('{"a":[1,"[[[["]}'))).toEqual({ a: [1, '[[[['] })
    expect(parseBody(new Uint8Array())).toEqual({})
  })

  it.each([
    ['half a document', bytes('{"a":')],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['a depth bomb', bytes(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`)],
    ['an unclosed depth bomb', bytes('{"a":'.repeat(500_000))],
  ])('answers SerializationException to %s', (_name, body) => {
    expect(() => parseBody(body)).toThrow(expect.objectContaining({ code: 'SerializationException' }))
  })

  it('refuses a body above the limit', () => {
    expect(() => parseBody(new Uint8Array(11), { maxBytes: 10, maxDepth: 5 })).toThrow(expect.objectContaining({ status: 413 }))
  })

  it.each(['{"__proto__":{"polluted":1},"a":1}', '{"\\u005f_proto__":{"polluted":1},"a":1}'])(
    'drops prototype keys of %s',
    (text) => {
      const value = parseBody(bytes(text)) as object
      expect(Object.keys(value)).toEqual(['a'])
      expect('polluted' in value).toBe(false)
    },
  )

  it('agrees with JSON.parse within the depth', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (text) => {
        const parsed = parseJson(text)
        expect(parsed.kind).toBe('parsed')
      }),
    )
  })
})
