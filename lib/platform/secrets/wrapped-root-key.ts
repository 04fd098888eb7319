/** A root key that only a passphrase, or a key of a KMS, brings back. What is written of it is no secret. */
import { randomBytes, scrypt } from 'node:crypto'
import { decryptGcm, encryptGcm, keyLength } from './aes-gcm'
import { RootKeyProblem } from './root-key-problem'
import type { RootKeySettings } from './root-key-settings'

interface Cost {
  N: number
  r: number
  p: number
}

export type WrappedRootKey = { /** Of the root key inside. */ print: string } & (
  | { kind: 'passphrase'; salt: string; cost: Cost; sealed: string }
  | { kind: 'kms'; keyId: string; ciphertext: string }
)

export type WrappingSettings = Extract<RootKeySettings, { from: 'passphrase' | 'kms' }>

/** 64 MiB and about a quarter of a second for each try. */
const cost: Cost = { N: 2 ** 16, r: 8, p: 1 }
const context = Buffer.from('quarterdeck root key')

export async function wrapRootKey(
  { key, print }: { key: Uint8Array; print: string },
  settings: WrappingSettings,
): Promise<WrappedRootKey> {
  if (settings.from === 'kms') {
    const { encryptWithKms } = await import('./kms-root-key')
    return { kind: 'kms', print, ...(await encryptWithKms(settings, key)) }
  }
  const salt = randomBytes(16)
  const wrapping = await stretch(settings.passphrase, salt, cost)
  const sealed = encryptGcm(wrapping, key, context)
  wrapping.fill(0)
  return { kind: 'passphrase', print, salt: salt.toString('base64'), cost, sealed: sealed.toString('base64') }
}

export async function unwrapRootKey(wrapped: WrappedRootKey, settings: WrappingSettings): Promise<Uint8Array> {
  if (wrapped.kind === 'kms' && settings.from === 'kms') {
    const { decryptWithKms } = await import('./kms-root-key')
    return decryptWithKms(settings, wrapped)
  }
  if (wrapped.kind === 'passphrase' && settings.from === 'passphrase') return openWithPassphrase(wrapped, settings.passphrase)
  const setting = wrapped.kind === 'kms' ? 'QUARTERDECK_ROOT_KMS_KEY' : 'QUARTERDECK_ROOT_PASSPHRASE'
  throw new RootKeyProblem(`The root key of this installation is kept otherwise: set ${setting}.`)
}

async function openWithPassphrase(
  { salt, cost: kept, sealed }: Extract<WrappedRootKey, { kind: 'passphrase' }>,
  passphrase: string,
): Promise<Uint8Array> {
  const wrapping = await stretch(passphrase, Buffer.from(salt, 'base64'), kept)
  const key = decryptGcm(wrapping, Buffer.from(sealed, 'base64'), context)
  wrapping.fill(0)
  if (key) return key
  throw new RootKeyProblem('QUARTERDECK_ROOT_PASSPHRASE is not the passphrase of this installation: nothing can be opened.')
}

function stretch(passphrase: string, salt: Uint8Array, { N, r, p }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, keyLength, { N, r, p, maxmem: 256 * N * r }, (failure, key) => {
      if (failure) reject(failure)
      else resolve(key)
    })
  })
}
