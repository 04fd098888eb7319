import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRootKeySecrets } from './root-key-secrets'

const secrets = createRootKeySecrets(new Uint8Array(32).fill(1))
const unreadable = { name: 'SecretUnreadable' }
/** Recorded once with the root key above; a change of format must still open it. */
const sealedByVersion1 =
  'AUj6rpu6NFJQ6Fu0Xd8WvVk6uPCkZ8J2IEaBxQnxcICPwWTS+OHzlutzy7/a+QtoHvygb5ycjmX4CzZes1y0MdALQxZS09qrj8ZeUGHH39MapDCRjV7dp6cQ8UN2BXKKWzKxQKEh'
const derivedForRecorded = '9ffb472a312d2ed4893386f6b44dd74185fe06eced72a154e9406bd7a965444b'
const overhead = 1 + (12 + 32 + 16) + (12 + 16)

describe('sealed values', () => {
  it('open to what was sealed, with the same context', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.string(), async (plain, context) => {
        const sealed = await secrets.seal(plain, context)
        expect(sealed.length).toBe(plain.length + overhead)
        expect(Buffer.from(await secrets.open(sealed, context)).equals(plain)).toBe(true)
      }),
    )
  })

  it('are unreadable with any other context', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (context, other) => {
        fc.pre(context !== other)
        await expect(secrets.open(await secrets.seal(Buffer.from('x'), context), other)).rejects.toMatchObject(unreadable)
      }),
    )
  })

  it('are unreadable after any single bit has changed', async () => {
    const sealed = await secrets.seal(Buffer.from('the secret'), 'context')
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Uint8Array.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      await expect(secrets.open(changed, 'context')).rejects.toMatchObject(unreadable)
    }
  })

  it('are unreadable when cut, lengthened or garbage', async () => {
    const sealed = await secrets.seal(Buffer.from('the secret'), 'context')
    for (let length = 0; length < sealed.length; length += 1) {
      await expect(secrets.open(sealed.subarray(0, length), 'context')).rejects.toMatchObject(unreadable)
    }
    await expect(secrets.open(Buffer.concat([sealed, Buffer.of(0)]), 'context')).rejects.toMatchObject(unreadable)
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (garbage) => {
        await expect(secrets.open(garbage, 'context')).rejects.toMatchObject(unreadable)
      }),
    )
  })

  it('are unreadable with another root key', async () => {
    const others = createRootKeySecrets(randomBytes(32))
    await expect(others.open(await secrets.seal(Buffer.from('x'), ''), '')).rejects.toMatchObject(unreadable)
  })

  it('never repeat, and never show the plain text', async () => {
    const plain = Buffer.from('a plain text that is long enough to be found')
    const all = await Promise.all(Array.from({ length: 100 }, () => secrets.seal(plain, 'context')))
    expect(new Set(all.map((sealed) => Buffer.from(sealed).toString('hex'))).size).toBe(100)
    expect(all.some((sealed) => Buffer.from(sealed).includes(plain.subarray(0, 8)))).toBe(false)
  })

  it('stay readable: a value sealed by version 1 opens for ever', async () => {
    expect(Buffer.from(await secrets.open(Buffer.from(sealedByVersion1, 'base64'), 'recorded')).toString()).toBe('kept for ever')
  })
})

describe('derived keys', () => {
  it('are the same for the same purpose for ever, and independent of each other and of sealing', () => {
    expect(Buffer.from(secrets.derive('recorded')).toString('hex')).toBe(derivedForRecorded)
    fc.assert(
      fc.property(fc.string(), fc.string(), (purpose, other) => {
        const key = secrets.derive(purpose)
        expect(key.length).toBe(32)
        expect(Buffer.from(secrets.derive(purpose)).equals(key)).toBe(true)
        expect(Buffer.from(secrets.derive(other)).equals(key)).toBe(purpose === other)
      }),
    )
  })

  it('differ between root keys', () => {
    const others = createRootKeySecrets(randomBytes(32))
    expect(Buffer.from(others.derive('x')).equals(secrets.derive('x'))).toBe(false)
  })
})

it('refuses a root key that is not 32 bytes', () => {
  expect(() => createRootKeySecrets(new Uint8Array(16))).toThrow('32 bytes')
})
