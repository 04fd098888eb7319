/**
 * A ciphertext names the key version that it needs: format byte | key id 16 | version 4 | wrapped data key 60 | value.
 * The data key is wrapped with head and context as additional data, the value sealed with the context alone, so that
 * wrapping anew leaves the value as it is.
 */
import { randomBytes } from 'node:crypto'
import { decryptGcm, encryptGcm, type GcmKey, gcmOverhead, keyLength } from '#lib/platform/secrets/aes-gcm'

const format = 0x51
const headLength = 1 + 16 + 4
const wrappedLength = keyLength + gcmOverhead

export interface Material {
  keyId: string
  version: number
  key: GcmKey
}

export type Head = Pick<Material, 'keyId' | 'version'>

export function sealEnvelope(material: Material, plain: Uint8Array, context: string): Buffer {
  const dataKey = randomBytes(keyLength)
  const value = encryptGcm(dataKey, plain, Buffer.from(context))
  const sealed = Buffer.concat([wrap(material, dataKey, context), value])
  dataKey.fill(0)
  return sealed
}

/** `undefined` when the bytes are not of this format: cut, or made elsewhere. */
export function headOf(sealed: Uint8Array): Head | undefined {
  if (sealed[0] !== format || sealed.length < headLength + wrappedLength + gcmOverhead) return undefined
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, headLength)
  const hex = bytes.toString('hex', 1, 17)
  const keyId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  return { keyId, version: bytes.readUInt32BE(17) }
}

/** `undefined` when key, context or ciphertext is wrong. */
export function openEnvelope(material: Material, sealed: Uint8Array, context: string): Buffer | undefined {
  const dataKey = unwrap(material, sealed, context)
  const plain = dataKey && decryptGcm(dataKey, sealed.subarray(headLength + wrappedLength), Buffer.from(context))
  dataKey?.fill(0)
  return plain
}

export interface Rewrapping {
  from: Material
  to: Material
  context: string
}

/** The same value under another key version, without opening it. */
export function rewrapEnvelope(sealed: Uint8Array, { from, to, context }: Rewrapping): Buffer | undefined {
  const dataKey = unwrap(from, sealed, context)
  if (!dataKey) return undefined
  const wrapped = Buffer.concat([wrap(to, dataKey, context), sealed.subarray(headLength + wrappedLength)])
  dataKey.fill(0)
  return wrapped
}

function wrap(material: Material, dataKey: Uint8Array, context: string): Buffer {
  const head = headBytes(material)
  return Buffer.concat([head, encryptGcm(material.key, dataKey, wrapContext(head, context))])
}

function unwrap(material: Material, sealed: Uint8Array, context: string): Buffer | undefined {
  const wrapped = sealed.subarray(headLength, headLength + wrappedLength)
  return decryptGcm(material.key, wrapped, wrapContext(headBytes(material), context))
}

function wrapContext(head: Uint8Array, context: string): Buffer {
  return Buffer.concat([head, Buffer.from(context)])
}

function headBytes({ keyId, version }: Head): Buffer {
  const head = Buffer.alloc(headLength)
  head[0] = format
  head.write(keyId.replaceAll('-', ''), 1, 'hex')
  head.writeUInt32BE(version, 17)
  return head
}
