/** An archive of text files, stored and not compressed: what every system opens. */
export interface TextFile {
  name: string
  text: string
}

interface Entry {
  name: Uint8Array
  data: Uint8Array
  crc: number
  offset: number
}

const utf8Names = 0x0800
/** 1 January 1980, the first day of the format: an archive of the same files is the same archive. */
const noDate = 0x0021

export function zipFiles(files: readonly TextFile[]): Uint8Array<ArrayBuffer>[] {
  const encoder = new TextEncoder()
  const entries: Entry[] = []
  const parts: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const { name, text } of files) {
    const data = encoder.encode(text)
    const entry = { name: encoder.encode(name), data, crc: crc32(data), offset }
    const header = localHeader(entry)
    entries.push(entry)
    parts.push(header, data)
    offset += header.length + data.length
  }
  const directory = entries.map(directoryEntry)
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  return [...parts, ...directory, endOfDirectory(entries.length, size, offset)]
}

/** Fields of two bytes as numbers, of four as pairs. */
type Field = number | readonly [four: number]

function record(fields: readonly Field[], name: Uint8Array = new Uint8Array()): Uint8Array<ArrayBuffer> {
  const size = fields.reduce<number>((sum, field) => sum + (typeof field === 'number' ? 2 : 4), 0)
  const bytes = new Uint8Array(size + name.length)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const field of fields) {
    if (typeof field === 'number') view.setUint16(at, field, true)
    else view.setUint32(at, field[0], true)
    at += typeof field === 'number' ? 2 : 4
  }
  bytes.set(name, size)
  return bytes
}

function commonFields({ name, data, crc }: Entry): readonly Field[] {
  return [20, utf8Names, 0, 0, noDate, [crc], [data.length], [data.length], name.length, 0]
}

function localHeader(entry: Entry): Uint8Array<ArrayBuffer> {
  return record([[0x04034b50], ...commonFields(entry)], entry.name)
}

function directoryEntry(entry: Entry): Uint8Array<ArrayBuffer> {
  return record([[0x02014b50], 20, ...commonFields(entry), 0, 0, 0, [0], [entry.offset]], entry.name)
}

function endOfDirectory(count: number, size: number, offset: number): Uint8Array<ArrayBuffer> {
  return record([[0x06054b50], 0, 0, count, count, [size], [offset], 0])
}

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}
