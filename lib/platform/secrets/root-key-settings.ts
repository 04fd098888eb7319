import { ConfigProblem } from '../config'

/** Where the root key comes from. */
export type RootKeySettings =
  | { from: 'file' }
  | { from: 'environment'; key: string }
  | { from: 'passphrase'; passphrase: string }
  | { from: 'kms'; keyId: string; endpoint: string | undefined }

type Env = Readonly<Record<string, string | undefined>>

export const shortestPassphrase = 12

/** `prefix` is `QUARTERDECK_ROOT`, or `QUARTERDECK_NEW_ROOT` for the one that it is changed to. */
export function parseRootKeySettings(env: Env, prefix = 'QUARTERDECK_ROOT'): RootKeySettings {
  const [key, passphrase, keyId] = ['KEY', 'PASSPHRASE', 'KMS_KEY'].map((name) => env[`${prefix}_${name}`])
  if ([key, passphrase, keyId].filter(Boolean).length > 1)
    throw new ConfigProblem(`Set only one of ${prefix}_KEY, ${prefix}_PASSPHRASE and ${prefix}_KMS_KEY.`)
  if (key) return { from: 'environment', key }
  if (passphrase) return { from: 'passphrase', passphrase: checkedPassphrase(passphrase, prefix) }
  if (keyId) return { from: 'kms', keyId, endpoint: endpointOf(env[`${prefix}_KMS_ENDPOINT`], prefix) }
  return { from: 'file' }
}

function checkedPassphrase(passphrase: string, prefix: string): string {
  if (passphrase.length >= shortestPassphrase) return passphrase
  throw new ConfigProblem(`${prefix}_PASSPHRASE must have at least ${shortestPassphrase} characters.`)
}

function endpointOf(text: string | undefined, prefix: string): string | undefined {
  if (!text) return undefined
  const url = URL.parse(text)
  if (url && ['http:', 'https:'].includes(url.protocol)) return text
  throw new ConfigProblem(`${prefix}_KMS_ENDPOINT is "${text}", but must be an address that begins with https:// or http://.`)
}
