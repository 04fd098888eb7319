import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

const keyLength = 32

/** The root key from QUARTERDECK_ROOT_KEY (base64), or from a file that only the owner of the process may read, made once. */
export async function loadRootKey(dataDirectory: string, given: string | undefined): Promise<Uint8Array> {
  if (given) return parseRootKey(given)
  const file = keyFile(dataDirectory)
  const key = (await readIfThere(file)) ?? (await createKey(file))
  await chmod(file, 0o600)
  return checked(key, file)
}

export const keyFile = (dataDirectory: string): string => path.join(dataDirectory, 'keys', 'root.key')

export function parseRootKey(given: string, setting = 'QUARTERDECK_ROOT_KEY'): Uint8Array {
  return checked(Buffer.from(given, 'base64'), setting)
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause
    return undefined
  })
}

async function createKey(file: string): Promise<Buffer> {
  await writeNew(file, randomBytes(keyLength))
  return readFile(file)
}

/** Whole or not at all, for its owner alone; what is there stays. */
export async function writeNew(file: string, content: Uint8Array | string): Promise<void> {
  const folder = path.dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const part = `${file}.${crypto.randomUUID()}`
  try {
    await writeFile(part, content, { mode: 0o600, flush: true })
    // A link fails when another process was first: its key is the one.
    await link(part, file).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EEXIST') throw cause
    })
  } finally {
    await rm(part, { force: true })
  }
  await syncFolder(folder)
}

/** Without it a power cut could take the name away while sealed values stay. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function checked(key: Uint8Array, source: string): Uint8Array {
  if (key.length === keyLength) return key
  throw new Error(`The root key in ${source} has ${key.length} bytes instead of ${keyLength}: restore it from a backup.`)
}
