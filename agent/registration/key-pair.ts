import { constants, createPrivateKey, createPublicKey, generateKeyPair, sign } from 'node:crypto'
import { promisify } from 'node:util'
import type { Credentials } from '#lib/wire/sigv4'

export interface KeyPair {
  /** PKCS #8, PEM. */
  privateKey: string
  /** Base64 of the DER SubjectPublicKeyInfo, as the API wants it. */
  publicKey: string
}

export async function makeKeyPair(): Promise<KeyPair> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  return { privateKey: pem.toString(), publicKey: publicKeyOf(pem.toString()) }
}

export function publicKeyOf(privateKey: string): string {
  return createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'der' }).toString('base64')
}

/** Signs as the node itself, before it has temporary credentials (agent.md 3.3). */
export function nodeKeyCredentials(nodeId: string, privateKey: string): Credentials {
  const key = { key: createPrivateKey(privateKey), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
  return { accessKeyId: nodeId, sign: (toSign) => sign('sha256', Buffer.from(toSign), key).toString('base64') }
}
