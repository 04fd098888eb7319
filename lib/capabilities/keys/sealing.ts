import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { type Head, headOf, openEnvelope, rewrapEnvelope, sealEnvelope } from './envelope'
import { keyArn, missing, requireKeyId } from './lookup'
import { canonicalContext, type EncryptionContext } from './model/encryption-context'
import { type KeyState, requireEnabled } from './model/key-state'
import { knownMaterial, type KnownMaterial, materialOf } from './opened-material'
import { findKey, findKeyAndVersion } from './store'

export interface Sealed {
  sealed: Uint8Array
  keyId: string
  version: number
}

export interface Opened {
  plain: Uint8Array
  keyId: string
  materialId: string
}

/** With the present version of the key that the id, ARN or alias names. */
export async function seal(ctx: Ctx, key: string, { plain, context }: Sealable): Promise<Sealed> {
  const { material } = await usableKey(ctx, await requireKeyId(ctx, key))
  const sealed = sealEnvelope(material, plain, canonicalContext(context))
  return { sealed, keyId: material.keyId, version: material.version }
}

export interface Sealable {
  plain: Uint8Array
  context: EncryptionContext | undefined
}

export interface Openable {
  sealed: Uint8Array
  context: EncryptionContext | undefined
  /** As `keyStateOf` read it together with the ciphertext; left out, it is looked up. */
  keyState?: KeyState | null | undefined
}

/** Any failure but that of the key's state is InvalidCiphertextException: nothing says what was wrong. */
export async function open(ctx: Ctx, { sealed, context, keyState }: Openable): Promise<Opened> {
  const head = requireHead(sealed)
  const { keyId } = head
  const known = keyState === 'Enabled' ? knownMaterial(ctx, head) : undefined
  const { material, materialId } = known ?? (await usableKey(ctx, keyId, head.version))
  const plain = openEnvelope(material, sealed, canonicalContext(context))
  if (!plain) throw invalidCiphertext()
  return { plain, keyId, materialId }
}

/** The same value under the present version of its key; `undefined` when it is there already. */
export async function rewrap(ctx: Ctx, sealed: Uint8Array, context: EncryptionContext): Promise<Sealed | undefined> {
  const { keyId, version } = requireHead(sealed)
  const present = await usableKey(ctx, keyId)
  if (present.material.version === version) return undefined
  const { material: from } = await usableKey(ctx, keyId, version)
  const to = present.material
  const wrapped = rewrapEnvelope(sealed, { from, to, context: canonicalContext(context) })
  if (!wrapped) throw invalidCiphertext()
  return { sealed: wrapped, keyId, version: to.version }
}

/** The version that seals now; `undefined` for a key that cannot be used. */
export async function presentKeyVersion(ctx: Ctx, keyId: string): Promise<number | undefined> {
  const key = await findKey(ctx, keyId)
  return key?.state === 'Enabled' ? key.version : undefined
}

export async function usableKey(ctx: Ctx, keyId: string, version?: number): Promise<KnownMaterial> {
  const found = await findKeyAndVersion(ctx, keyId, version)
  if (!found) return version === undefined ? missing(ctx, keyId) : refuseUnknown(ctx, keyId)
  requireEnabled(keyArn(ctx, keyId), found.key.state)
  if (!found.version) throw invalidCiphertext()
  return materialOf(ctx, found.version)
}

export function requireHead(sealed: Uint8Array): Head {
  const head = headOf(sealed)
  if (!head) throw invalidCiphertext()
  return head
}

/** A ciphertext whose key is gone: for its holder the reason matters more than the secrecy of an id in plain sight. */
function refuseUnknown(ctx: Ctx, keyId: string): never {
  throw new ApiError('NotFoundException', `Key '${keyArn(ctx, keyId)}' does not exist: what it sealed cannot be opened any more.`)
}

export function invalidCiphertext(): ApiError {
  return new ApiError(
    'InvalidCiphertextException',
    'The ciphertext does not open: it was changed or cut, its encryption context is another one, or it was not made here.',
  )
}
