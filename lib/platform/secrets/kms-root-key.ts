/** The root key wrapped by AWS KMS or anything that answers as it does. Credentials are what the SDK finds in its environment. */
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms'
import { RootKeyProblem } from './root-key-problem'

export interface KmsSettings {
  keyId: string
  endpoint: string | undefined
}

const EncryptionContext = { purpose: 'quarterdeck-root-key' }

export async function encryptWithKms(settings: KmsSettings, key: Uint8Array): Promise<{ keyId: string; ciphertext: string }> {
  const { CiphertextBlob, KeyId } = await ask(settings, (client) =>
    client.send(new EncryptCommand({ KeyId: settings.keyId, Plaintext: key, EncryptionContext })),
  )
  return { keyId: KeyId ?? settings.keyId, ciphertext: Buffer.from(CiphertextBlob ?? []).toString('base64') }
}

/** By the key that made it: an alias may have moved since. */
export async function decryptWithKms(settings: KmsSettings, wrapped: { keyId: string; ciphertext: string }): Promise<Uint8Array> {
  const CiphertextBlob = Buffer.from(wrapped.ciphertext, 'base64')
  const { Plaintext } = await ask(settings, (client) =>
    client.send(new DecryptCommand({ KeyId: wrapped.keyId, CiphertextBlob, EncryptionContext })),
  )
  return Plaintext ?? new Uint8Array()
}

async function ask<T>({ keyId, endpoint }: KmsSettings, call: (client: KMSClient) => Promise<T>): Promise<T> {
  const client = new KMSClient({ ...(endpoint && { endpoint }), region: regionOf(keyId), maxAttempts: 5 })
  try {
    return await call(client)
  } catch (thrown) {
    const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown))
    throw new RootKeyProblem(`The KMS at ${endpoint ?? 'AWS'} does not open the root key with ${keyId}: ${name}: ${message}`, {
      cause: thrown,
    })
  } finally {
    client.destroy()
  }
}

function regionOf(keyId: string): string {
  const [, region] = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):/.exec(keyId) ?? []
  return region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1'
}
