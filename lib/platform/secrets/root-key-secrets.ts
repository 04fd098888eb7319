/** Envelope: version byte | wrap nonce 12 | wrapped data key 32 + tag 16 | value nonce 12 | value + tag 16. AES-256-GCM throughout. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Secrets } from './secrets'

const version = 1
const nonceLength = 12
const keyLength = 32
const tagLength = 16
const wrappedLength = nonceLength + keyLength + tagLength

/** The key, the context or the ciphertext is wrong; nothing says which. */
export class SecretUnreadable extends Error {
  override name = 'SecretUnreadable'
}

/** `rootKey` has 32 bytes. */
export function createRootKeySecrets(rootKey: Uint8Array): Secrets {
  if (rootKey.length !== keyLength) throw new Error('The root key must have 32 bytes.')
  const wrappingKey = derive(rootKey, 'wrap')
  return {
    async seal(plain, context) {
      const dataKey = randomBytes(keyLength)
      const wrapped = encrypt(wrappingKey, dataKey, context)
      const sealed = encrypt(dataKey, plain, context)
      dataKey.fill(0)
      return Buffer.concat([Buffer.of(version), wrapped, sealed])
    },
    async open(sealed, context) {
      if (sealed[0] !== version || sealed.length < 1 + wrappedLength + nonceLength + tagLength) {
        throw new SecretUnreadable('A sealed value is damaged or of a newer version.')
      }
      const dataKey = decrypt(wrappingKey, sealed.subarray(1, 1 + wrappedLength), context)
      return decrypt(dataKey, sealed.subarray(1 + wrappedLength), context)
    },
    recoveryKey: () => Buffer.from(rootKey).toString('base64'),
    derive: (purpose) => derive(rootKey, `derive/${purpose}`),
  }
}

function derive(key: Uint8Array, info: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, 'quarterdeck', info, keyLength))
}

function encrypt(key: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength)).setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength)), decipher.final()])
  } catch {
    throw new SecretUnreadable('A sealed value does not open: the root key is another one, or the value was changed.')
  }
}
