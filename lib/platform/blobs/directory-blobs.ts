import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Blobs } from './blobs'
import { assertBlobKey, assertBlobPrefix } from './key'

/** Keys never begin with a dot, so that this folder is nobody's. */
const incoming = '.incoming'
const moveAttempts = 5

/** Blobs as files below one folder. A put is whole or not at all, also through a power cut. */
export function createDirectoryBlobs(root: string): Blobs {
  const fileOf = (key: string): string => {
    assertBlobKey(key)
    return path.join(root, key)
  }
  return {
    async put(key, content) {
      const file = fileOf(key)
      const part = path.join(root, incoming, crypto.randomUUID())
      await mkdir(path.dirname(part), { recursive: true, mode: 0o700 })
      try {
        const writing = createWriteStream(part, { mode: 0o600, flush: true })
        await pipeline(content instanceof Readable ? content : Readable.from([content]), writing)
        await move(part, file)
        return { bytes: writing.bytesWritten }
      } catch (cause) {
        await rm(part, { force: true })
        throw cause
      }
    },
    async get(key, range) {
      const handle = await openIfThere(fileOf(key))
      if (!handle) return undefined
      const { size } = await handle.stat()
      const start = range?.start ?? 0
      const end = Math.min(range?.end ?? size, size)
      if (start < end) return { content: handle.createReadStream({ start, end: end - 1 }), bytes: size }
      await handle.close()
      return { content: Readable.from([]), bytes: size }
    },
    async delete(key) {
      const file = fileOf(key)
      await rm(file, { force: true })
      await removeEmptyFolders(root, path.dirname(file))
    },
    async list(prefix, { after = '', limit }) {
      assertBlobPrefix(prefix)
      const keys: string[] = []
      if (limit < 1) return keys
      for await (const key of keysBelow({ root, prefix, after }, '')) if (keys.push(key) >= limit) break
      return keys
    },
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    const handle = await open(file)
    if ((await handle.stat()).isFile()) return handle
    await handle.close()
    return undefined
  } catch (cause) {
    if (isMissing(cause)) return undefined
    throw cause
  }
}

/** A delete may take the empty folder away between the two steps. */
async function move(part: string, file: string): Promise<void> {
  const folder = path.dirname(file)
  for (let attempt = 1; ; attempt += 1) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await rename(part, file)
      break
    } catch (cause) {
      if (!isMissing(cause) || attempt === moveAttempts) throw cause
    }
  }
  await syncFolder(folder)
}

/** The new name itself must survive a power cut too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function removeEmptyFolders(root: string, from: string): Promise<void> {
  for (let folder = from; folder.startsWith(root + path.sep); folder = path.dirname(folder)) {
    const removed = await rmdir(folder).then(
      () => true,
      () => false,
    )
    if (!removed) return
  }
}

interface Walk {
  root: string
  prefix: string
  after: string
}

/** In the order of whole keys, and only through folders that can hold a wanted key. `folder` is empty or ends in a slash. */
async function* keysBelow(walk: Walk, folder: string): AsyncGenerator<string> {
  for (const name of await namesIn(path.join(walk.root, folder))) {
    const key = folder + name
    if (!key.endsWith('/')) {
      if (key.startsWith(walk.prefix) && key > walk.after) yield key
    } else if (mayHoldKeys(walk, key)) yield* keysBelow(walk, key)
  }
}

function mayHoldKeys({ prefix, after }: Walk, folder: string): boolean {
  const isOnTheWay = folder.startsWith(prefix) || prefix.startsWith(folder)
  return isOnTheWay && (folder > after || after.startsWith(folder))
}

/** Folders end in a slash, as they do in keys: that decides their place in the order. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const names = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    return names.filter((name) => !name.startsWith('.')).sort()
  } catch (cause) {
    if (isMissing(cause)) return []
    throw cause
  }
}
