import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

const keyLength = 32

/** The root key from QUARTERDECK_ROOT_KEY (base64), or from a file that only the owner of the process may read, made once. */
export async function loadRootKey(dataDirectory: string, given: string | undefined): Promise<Uint8Array> {
  if (given) return checked(Buffer.from(given, 'base64'), 'QUARTERDECK_ROOT_KEY')
  const file = path.join(dataDirectory, 'keys', 'root.key')
  const found = await readFile(file).catch(() => undefined)
  if (found) return checked(found, file)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const part = `${file}.${crypto.randomUUID()}`
  await writeFile(part, randomBytes(keyLength), { mode: 0o600, flush: true })
  // A link fails when another process was first: its key is the one.
  await link(part, file).catch((failure: NodeJS.ErrnoException) => {
    if (failure.code !== 'EEXIST') throw failure
  })
  await rm(part)
  return checked(await readFile(file), file)
}

function checked(key: Uint8Array, source: string): Uint8Array {
  if (key.length === keyLength) return key
  throw new Error(`The root key in ${source} has ${key.length} bytes instead of ${keyLength}: restore it from a backup.`)
}
