/** Envelope: version byte | wrap nonce 12 | wrapped data key 32 + tag 16 | value nonce 12 | value + tag 16. AES-256-GCM throughout. */
import { hkdfSync, randomBytes } from 'node:crypto'
import { decryptGcm, encryptGcm, gcmOverhead, keyLength } from './aes-gcm'
import type { Secrets } from './secrets'

const version = 1
const wrappedLength = keyLength + gcmOverhead

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
      const wrapped = encryptGcm(wrappingKey, dataKey, Buffer.from(context))
      const sealed = encryptGcm(dataKey, plain, Buffer.from(context))
      dataKey.fill(0)
      return Buffer.concat([Buffer.of(version), wrapped, sealed])
    },
    async open(sealed, context) {
      if (sealed[0] !== version || sealed.length < 1 + wrappedLength + gcmOverhead) {
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

function decrypt(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  const plain = decryptGcm(key, sealed, Buffer.from(context))
  if (plain) return plain
  throw new SecretUnreadable('A sealed value does not open: the root key is another one, or the value was changed.')
}
