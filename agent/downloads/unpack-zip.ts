import { chmodSync, createReadStream, createWriteStream, mkdirSync, openSync, readSync, closeSync, statSync } from 'node:fs'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { StepProblem } from '#agent/plugins/plugin'

interface Entry {
  name: string
  method: number
  crc: number
  packedBytes: number
  bytes: number
  /** Of its own header. */
  offset: number
  /** Unix permissions; 0 when the archive was made elsewhere. */
  mode: number
  isLink: boolean
}

const [endSignature, entrySignature, fileSignature] = [0x06054b50, 0x02014b50, 0x04034b50]
const [endBytes, entryBytes, fileBytes] = [22, 46, 30]
const mostCommentBytes = 65_535
const mostEntries = 50_000

/** Unpacks a zip archive into a directory that is there: plain and deflated files, nothing outside of it, and no links. */
export async function unpackZip(
  archive: string,
  directory: string,
  { limit, signal }: { limit: number; signal: AbortSignal },
): Promise<number> {
  const entries = readEntries(archive)
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  if (total > limit) throw new StepProblem(`The archive unpacks to ${total} bytes; one step may fetch ${limit}.`)
  for (const entry of entries) await unpack(archive, entry, { directory, signal })
  return entries.length
}

function readEntries(archive: string): readonly Entry[] {
  const { size } = statSync(archive)
  const tail = read(archive, Math.max(0, size - endBytes - mostCommentBytes), Math.min(size, endBytes + mostCommentBytes))
  let end = tail.length - endBytes
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1
  if (end < 0) throw damaged('it is no zip archive')
  const [count, bytes, offset] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (count === 0xffff || offset === 0xffffffff) throw damaged('it is larger than a plain zip archive can be')
  if (count > mostEntries || offset + bytes > size) throw damaged('its list of files is wrong')
  const list = read(archive, offset, bytes)
  const entries: Entry[] = []
  for (let at = 0; entries.length < count; ) {
    if (at + entryBytes > list.length || list.readUInt32LE(at) !== entrySignature) throw damaged('its list of files is wrong')
    const nameBytes = list.readUInt16LE(at + 28)
    entries.push(entryAt(list, at, list.toString('utf8', at + entryBytes, at + entryBytes + nameBytes)))
    at += entryBytes + nameBytes + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32)
  }
  return entries
}

function entryAt(list: Buffer, at: number, name: string): Entry {
  const unix = list.readUInt16LE(at + 40)
  return {
    name,
    method: list.readUInt16LE(at + 10),
    crc: list.readUInt32LE(at + 16),
    packedBytes: list.readUInt32LE(at + 20),
    bytes: list.readUInt32LE(at + 24),
    offset: list.readUInt32LE(at + 42),
    mode: unix & 0o777,
    isLink: (unix & 0o170000) === 0o120000,
  }
}

async function unpack(
  archive: string,
  entry: Entry,
  { directory, signal }: { directory: string; signal: AbortSignal },
): Promise<void> {
  const name = entry.name.replaceAll('\\', '/')
  const target = path.resolve(directory, name)
  if (!target.startsWith(`${directory}${path.sep}`) || name.includes('\0') || path.isAbsolute(name))
    throw damaged(`${name.slice(0, 200)} would leave its directory`)
  if (entry.isLink) throw damaged(`${name} is a link, which a package may not have`)
  if (name.endsWith('/')) return void mkdirSync(target, { recursive: true, mode: 0o700 })
  if (entry.method !== 0 && entry.method !== 8) throw damaged(`${name} is packed in a way that is not known`)
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
  await write(archive, entry, { target, signal })
  chmodSync(target, (entry.mode || 0o600) | 0o600)
}

async function write(archive: string, entry: Entry, { target, signal }: { target: string; signal: AbortSignal }): Promise<void> {
  const header = read(archive, entry.offset, fileBytes)
  if (header.length < fileBytes || header.readUInt32LE(0) !== fileSignature)
    throw damaged(`${entry.name} is not where the list says`)
  const start = entry.offset + fileBytes + header.readUInt16LE(26) + header.readUInt16LE(28)
  let [bytes, crc] = [0, 0]
  const checked = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      crc = crc32(chunk, crc)
      done(bytes > entry.bytes ? damaged(`${entry.name} is longer than the list says`) : null, chunk)
    },
  })
  const out = createWriteStream(target, { mode: 0o600 })
  if (entry.packedBytes === 0) out.end()
  else {
    const packed = createReadStream(archive, { start, end: start + entry.packedBytes - 1 })
    const stages = entry.method === 8 ? [packed, createInflateRaw(), checked, out] : [packed, checked, out]
    await pipeline(stages, { signal })
  }
  if (bytes !== entry.bytes || crc !== entry.crc) throw damaged(`${entry.name} does not have its checksum`)
}

function read(file: string, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  const descriptor = openSync(file, 'r')
  try {
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, position))
  } finally {
    closeSync(descriptor)
  }
}

function damaged(what: string): StepProblem {
  return new StepProblem(`The archive cannot be unpacked: ${what}.`)
}
