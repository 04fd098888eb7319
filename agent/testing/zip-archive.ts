import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipFile {
  name: string
  content: string
  /** Unix mode with the kind of file; an ordinary file otherwise. */
  mode?: number
}

/** A zip archive as common tools make it. */
export function zipArchive(files: readonly ZipFile[]): Buffer {
  let offset = 0
  const parts: Buffer[] = []
  const list: Buffer[] = []
  for (const { name, content, mode = 0o100644 } of files) {
    const [plain, packed] = [Buffer.from(content), deflateRawSync(content)]
    const own = Buffer.alloc(26)
    own.writeUInt16LE(20, 0)
    own.writeUInt16LE(8, 4)
    own.writeUInt32LE(crc32(plain), 10)
    own.writeUInt32LE(packed.length, 14)
    own.writeUInt32LE(plain.length, 18)
    own.writeUInt16LE(Buffer.byteLength(name), 22)
    const end = Buffer.alloc(14)
    end.writeUInt32LE(mode * 0x10000, 6)
    end.writeUInt32LE(offset, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), own, Buffer.from(name), packed])
    list.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), own, end, Buffer.from(name)]))
    parts.push(local)
    offset += local.length
  }
  const entries = Buffer.concat(list)
  const tail = Buffer.alloc(18)
  tail.writeUInt16LE(files.length, 4)
  tail.writeUInt16LE(files.length, 6)
  tail.writeUInt32LE(entries.length, 8)
  tail.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, entries, Buffer.from('PK\x05\x06'), tail])
}
