/** AES-256-GCM as nonce 12 | ciphertext | tag 16, with the context as additional data. */
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'

export const keyLength = 32
const nonceLength = 12
const tagLength = 16
/** By so many bytes a ciphertext is longer than its plain text. */
export const gcmOverhead = nonceLength + tagLength

/** Of bytes Node finds out by exceptions that they are no key object: it costs more than the cipher. */
export type GcmKey = Uint8Array | KeyObject

const objectOf = (key: GcmKey): KeyObject => (key instanceof Uint8Array ? createSecretKey(key) : key)

export function encryptGcm(key: GcmKey, plain: Uint8Array, context: Uint8Array): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', objectOf(key), nonce).setAAD(context)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** `undefined` when the key, the context or the ciphertext is wrong; nothing says which. */
export function decryptGcm(key: GcmKey, sealed: Uint8Array, context: Uint8Array): Buffer | undefined {
  if (sealed.length < gcmOverhead) return undefined
  const decipher = createDecipheriv('aes-256-gcm', objectOf(key), sealed.subarray(0, nonceLength)).setAAD(context)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength)), decipher.final()])
  } catch {
    return undefined
  }
}
