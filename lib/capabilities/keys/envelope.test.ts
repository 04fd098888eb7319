import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headOf, type Material, openEnvelope, rewrapEnvelope, sealEnvelope } from './envelope'
import { canonicalContext } from './model/encryption-context'

const material = (version = 1, keyId: string = crypto.randomUUID()): Material => ({ keyId, version, key: randomBytes(32) })
const one = material()

describe('an envelope', () => {
  it('opens to what was sealed, says which key version it needs, and never repeats', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9000 }), fc.string(), (plain, context) => {
        const sealed = sealEnvelope(one, plain, context)
        expect(headOf(sealed)).toEqual({ keyId: one.keyId, version: 1 })
        expect(Buffer.from(openEnvelope(one, sealed, context) ?? []).equals(plain)).toBe(true)
        expect(sealEnvelope(one, plain, context).equals(sealed)).toBe(false)
      }),
    )
  })

  it.each([
    ['another context', one, 'b'],
    ['another key', { ...one, key: randomBytes(32) }, 'a'],
    ['another version of the key', { ...one, version: 2 }, 'a'],
    ['a key of another id', { ...one, keyId: crypto.randomUUID() }, 'a'],
  ])('stays shut with %s', (_what, with_, context) => {
    expect(openEnvelope(with_, sealEnvelope(one, Buffer.from('x'), 'a'), context)).toBeUndefined()
  })

  it('stays shut after any single bit has changed', () => {
    const sealed = sealEnvelope(one, Buffer.from('the secret'), 'context')
    for (let bit = 21 * 8; bit < sealed.length * 8; bit += 1) {
      const changed = Uint8Array.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(openEnvelope(one, changed, 'context')).toBeUndefined()
    }
  })

  it('has no head when it is cut or garbage', () => {
    const sealed = sealEnvelope(one, Buffer.from(''), '')
    for (let length = 0; length < sealed.length; length += 1) expect(headOf(sealed.subarray(0, length))).toBeUndefined()
    expect(headOf(Buffer.alloc(500))).toBeUndefined()
  })

  it('is wrapped anew without a change of the value, and then needs the new version', () => {
    const next = material(2, one.keyId)
    const sealed = sealEnvelope(one, Buffer.from('kept'), 'context')
    const wrapped = rewrapEnvelope(sealed, { from: one, to: next, context: 'context' }) ?? Buffer.of()
    expect(wrapped.subarray(81).equals(sealed.subarray(81))).toBe(true)
    expect(openEnvelope(next, wrapped, 'context')?.toString()).toBe('kept')
    expect(openEnvelope(one, wrapped, 'context')).toBeUndefined()
    expect(rewrapEnvelope(sealed, { from: one, to: next, context: 'other' })).toBeUndefined()
  })
})

it('a context is the same in any order of its pairs, and no two contexts are alike', () => {
  expect(canonicalContext({ b: '2', a: '1' })).toBe(canonicalContext({ a: '1', b: '2' }))
  const contexts = fc.dictionary(fc.string({ maxLength: 4 }), fc.string({ maxLength: 4 }), { maxKeys: 3 })
  fc.assert(
    fc.property(contexts, contexts, (left, right) => {
      const isSame = isDeepStrictEqual({ ...left }, { ...right })
      expect(canonicalContext(left) === canonicalContext(right)).toBe(isSame)
    }),
  )
})
