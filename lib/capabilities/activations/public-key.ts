import { createPublicKey, type KeyObject } from 'node:crypto'
import { ApiError } from '#lib/vocabulary/api-error'

const leastBits = 2048

/** A node's public key: base64 of a DER SubjectPublicKeyInfo, RSA of 2048 bits or more. */
export function parsePublicKey(text: string, type: string): KeyObject {
  const key = type === 'Rsa' ? openPublicKey(text) : undefined
  const bits = key?.asymmetricKeyDetails?.modulusLength ?? 0
  if (key?.asymmetricKeyType === 'rsa' && bits >= leastBits) return key
  throw new ApiError('ValidationException', `The public key is not an RSA key of at least ${leastBits} bits.`)
}

export function openPublicKey(text: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}
