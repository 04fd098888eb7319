import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Blobs } from './blobs'

/** Blobs as files below one folder; a put is whole or not at all, also through a power cut. */
export function createDirectoryBlobs(root: string): Blobs {
  return {
    async put(key, content) {
      const file = fileOf(root, key)
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      const part = `${file}.${crypto.randomUUID()}.part`
      try {
        await pipeline(content instanceof Readable ? content : Readable.from([content]), createWriteStream(part, { mode: 0o600 }))
        const handle = await open(part)
        await handle.sync().finally(() => handle.close())
        const { size } = await stat(part)
        await rename(part, file)
        return { bytes: size }
      } catch (cause) {
        await rm(part, { force: true })
        throw cause
      }
    },
    async get(key, range) {
      const file = fileOf(root, key)
      const found = await stat(file).catch(() => undefined)
      if (!found?.isFile()) return undefined
      if (range && range.start >= Math.min(range.end, found.size)) return { content: Readable.from([]), bytes: found.size }
      const limits = range ? { start: range.start, end: Math.min(range.end, found.size) - 1 } : {}
      return { content: createReadStream(file, limits), bytes: found.size }
    },
    async delete(key) {
      await rm(fileOf(root, key), { force: true })
    },
    async list(prefix, { after = '', limit }) {
      const keys = await keysBelow(root, '')
      return keys.filter((key) => key.startsWith(prefix) && key > after).slice(0, limit)
    },
  }
}

const keyPattern = /^[A-Za-z0-9_=.:@-]+(\/[A-Za-z0-9_=.:@-]+)*$/

function fileOf(root: string, key: string): string {
  const words = key.split('/')
  if (!keyPattern.test(key) || words.some((word) => word === '.' || word === '..') || key.endsWith('.part')) {
    throw new Error(`${JSON.stringify(key)} is not a blob key`)
  }
  return path.join(root, ...words)
}

async function keysBelow(root: string, at: string): Promise<string[]> {
  const entries = await readdir(path.join(root, at), { withFileTypes: true }).catch(() => [])
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const key = at ? `${at}/${entry.name}` : entry.name
      if (entry.isDirectory()) return keysBelow(root, key)
      return entry.name.endsWith('.part') ? [] : [key]
    }),
  )
  return nested.flat().sort()
}
