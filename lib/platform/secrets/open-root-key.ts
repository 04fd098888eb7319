/**
 * The root key in use. `keys/root.key` holds it, or `keys/root.json` what a passphrase or a KMS opens. A change writes the next one beside
 * it with `.next`, commits, and moves it into place; killed in between, the print in the database says which of them counts.
 */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { keyLength } from './aes-gcm'
import { keyFile, loadRootKey, parseRootKey, syncFolder, writeNew } from './root-key'
import { RootKeyProblem } from './root-key-problem'
import { createRootKeySecrets } from './root-key-secrets'
import type { RootKeySettings } from './root-key-settings'
import { unwrapRootKey, type WrappedRootKey, type WrappingSettings, wrapRootKey } from './wrapped-root-key'

export const wrappedFile = (folder: string): string => path.join(folder, 'keys', 'root.json')
export const nextOf = (file: string): string => `${file}.next`

export function rootKeyPrint(key: Uint8Array): string {
  return Buffer.from(createRootKeySecrets(key).derive('root-key-print')).toString('hex')
}

/** `expected` is the print of the one that sealed what is there; without it nothing was sealed yet, or nobody knows. */
export async function openRootKey(folder: string, settings: RootKeySettings, expected: string | undefined): Promise<Uint8Array> {
  switch (settings.from) {
    case 'environment':
      return requirePrint(parseRootKey(settings.key), expected, 'QUARTERDECK_ROOT_KEY is not the root key of this installation')
    case 'file':
      return openFile(folder, expected)
    case 'passphrase':
    case 'kms':
      return openWrapped(folder, settings, expected)
  }
}

async function openFile(folder: string, expected: string | undefined): Promise<Uint8Array> {
  const file = keyFile(folder)
  const isElsewhere = !existsSync(file) && !existsSync(nextOf(file)) && existsSync(wrappedFile(folder))
  if (isElsewhere || (await isWrappedNow(folder, expected)))
    throw new RootKeyProblem(
      `The root key of this installation is sealed in ${wrappedFile(folder)}: set QUARTERDECK_ROOT_PASSPHRASE or QUARTERDECK_ROOT_KMS_KEY.`,
    )
  if (expected === undefined) return loadRootKey(folder, undefined)
  await adoptNext(file, async (candidate) => {
    const bytes = await readFile(candidate)
    return bytes.length === keyLength && rootKeyPrint(bytes) === expected
  })
  if (!existsSync(file)) throw lost(`${file} is missing`)
  return requirePrint(await loadRootKey(folder, undefined), expected, `${file} is not the root key of this installation`)
}

async function isWrappedNow(folder: string, expected: string | undefined): Promise<boolean> {
  if (expected === undefined) return false
  const file = wrappedFile(folder)
  const found = await Promise.all([readWrapped(file), readWrapped(nextOf(file))])
  return found.some((wrapped) => wrapped?.print === expected)
}

async function openWrapped(folder: string, settings: WrappingSettings, expected: string | undefined): Promise<Uint8Array> {
  const file = wrappedFile(folder)
  if (expected !== undefined) await adoptNext(file, async (candidate) => (await readWrapped(candidate))?.print === expected)
  const wrapped = await readWrapped(file)
  if (wrapped) {
    const key = await unwrapRootKey(wrapped, settings)
    return requirePrint(key, expected ?? wrapped.print, `${file} does not hold the root key of this installation`)
  }
  if (existsSync(keyFile(folder)))
    throw new RootKeyProblem(
      `The root key of this installation is in ${keyFile(folder)}: change it with "quarterdeck root-key change --to ${settings.from}".`,
    )
  if (expected !== undefined) throw lost(`${file} is missing`)
  const key = randomBytes(keyLength)
  await writeNew(file, JSON.stringify(await wrapRootKey({ key, print: rootKeyPrint(key) }, settings)))
  return openWrapped(folder, settings, undefined)
}

/** What a change committed and could not move into place any more. */
async function adoptNext(file: string, isExpected: (candidate: string) => Promise<boolean>): Promise<void> {
  if (!existsSync(nextOf(file)) || !(await isExpected(nextOf(file)))) return
  await rename(nextOf(file), file)
  await syncFolder(path.dirname(file))
}

async function readWrapped(file: string): Promise<WrappedRootKey | undefined> {
  if (!existsSync(file)) return undefined
  try {
    // The guarantee of the cast: only this program writes the file, and a damaged one does not open.
    return JSON.parse(await readFile(file, 'utf8')) as WrappedRootKey
  } catch (cause) {
    throw new RootKeyProblem(`${file} is damaged: restore it from a backup.`, { cause })
  }
}

function requirePrint(key: Uint8Array, expected: string | undefined, otherwise: string): Uint8Array {
  if (expected === undefined || rootKeyPrint(key) === expected) return key
  throw lost(otherwise)
}

function lost(what: string): RootKeyProblem {
  return new RootKeyProblem(
    `${what}: what is sealed cannot be opened without it. Restore the keys folder from a backup, or set QUARTERDECK_ROOT_KEY to the recovery key.`,
  )
}
