import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/*
 * Output as text. A file holds the raw bytes a script wrote; everything we send is valid UTF-8 in which an invalid byte
 * became U+FFFD. Offsets count that text, so they may run ahead of the file's own. A cut always falls before a lead byte,
 * where decoding the parts gives the same text as decoding the whole.
 */

/** One place between two characters, counted in both ways. */
export interface TextPosition {
  file: number
  text: number
}

export interface TextChunk {
  from: TextPosition
  to: TextPosition
  text: string
  /** False when nothing but part of a character is left, or nothing at all. */
  isMoreLikely: boolean
}

export const textStart: TextPosition = { file: 0, text: 0 }

const widestChunk = 65_536
const replacementBytes = 3

export class OutputText {
  readonly #descriptor: number
  #limit: number

  /** Bytes of the file beyond `limit` do not count as long as it is being written: they will be cut off. */
  constructor(path: string, limit: number) {
    this.#descriptor = openSync(path, 'r')
    this.#limit = limit
  }

  get fileBytes(): number {
    return Math.min(fstatSync(this.#descriptor).size, this.#limit)
  }

  /** The file has its last form. */
  lift(): void {
    this.#limit = Number.MAX_SAFE_INTEGER
  }

  /** Reads at most 64 KiB of text. `isEnded` says that no further byte will be written, so a broken last character counts. */
  read(from: TextPosition, isEnded: boolean): TextChunk {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(widestChunk, this.fileBytes - from.file)))
    const count = bytes.length === 0 ? 0 : readSync(this.#descriptor, bytes, 0, bytes.length, from.file)
    const isLast = isEnded && from.file + count >= this.fileBytes
    const whole = bytes.subarray(0, isLast ? count : wholeCharacters(bytes, count))
    const text = decode(whole)
    const length = Buffer.byteLength(text)
    if (length > widestChunk) return this.#narrowed(from, whole)
    const to = { file: from.file + whole.length, text: from.text + length }
    return { from, to, text, isMoreLikely: to.file < this.fileBytes && whole.length > 0 }
  }

  /** The position at or just before `text`, found from `known` onwards; used after a restart. */
  seek(text: number, known: TextPosition = textStart): TextPosition {
    let at = known.text <= text ? known : textStart
    for (;;) {
      const chunk = this.read(at, true)
      if (chunk.to.text > text) return this.#within(chunk, text)
      if (chunk.to.file === at.file || chunk.to.text === text) return chunk.to
      at = chunk.to
    }
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  /** Text grows threefold at worst, so a third of the bytes always fits. */
  #narrowed(from: TextPosition, bytes: Buffer): TextChunk {
    const part = Math.floor(widestChunk / replacementBytes)
    const narrow = bytes.subarray(0, wholeCharacters(bytes, part))
    const text = decode(narrow)
    return { from, to: { file: from.file + narrow.length, text: from.text + Buffer.byteLength(text) }, text, isMoreLikely: true }
  }

  #within(chunk: TextChunk, text: number): TextPosition {
    const bytes = Buffer.allocUnsafe(chunk.to.file - chunk.from.file)
    readSync(this.#descriptor, bytes, 0, bytes.length, chunk.from.file)
    let low = 0
    let high = bytes.length
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      const length = Buffer.byteLength(decode(bytes.subarray(0, wholeCharacters(bytes, middle))))
      if (chunk.from.text + length <= text) low = middle
      else high = middle
    }
    const cut = wholeCharacters(bytes, low)
    return { file: chunk.from.file + cut, text: chunk.from.text + Buffer.byteLength(decode(bytes.subarray(0, cut))) }
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** How many of the first `count` bytes end at a character. A sequence that cannot become a character is not waited for. */
export function wholeCharacters(bytes: Uint8Array, count: number): number {
  for (let back = 1; back <= Math.min(3, count); back += 1) {
    const byte = bytes[count - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    return sequenceLength(byte) > back ? count - back : count
  }
  return count
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0 && lead <= 0xf4) return 4
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xc2 && lead <= 0xdf ? 2 : 1
}
