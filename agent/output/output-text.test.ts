import { appendFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { OutputText, type TextPosition, textStart, wholeCharacters } from '#agent/output/output-text'
import { temporaryDirectory } from '#agent/testing/agent-process'

const directory = temporaryDirectory()
afterAll(() => directory.remove())
const file = path.join(directory.path, 'output')

const decoded = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
// Invalid bytes, characters of every length, a byte order mark, a zero byte.
const piece = fc.oneof(
  fc.uint8Array({ maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => new Uint8Array(Buffer.from(text))),
  fc.constantFrom(new Uint8Array([0xef, 0xbb, 0xbf]), new Uint8Array([0xf0, 0x9f]), new Uint8Array([0])),
)

describe('output as text', () => {
  it('gives, read while it is written, the text of the whole, with offsets that count it', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        writeFileSync(file, '')
        const text = new OutputText(file, 1_000_000)
        let at: TextPosition = textStart
        let read = ''
        for (const bytes of pieces) {
          appendFileSync(file, bytes)
          const chunk = text.read(at, false)
          expect(chunk.from).toEqual(at)
          read += chunk.text
          at = chunk.to
        }
        const last = text.read(at, true)
        read += last.text
        text.close()
        expect(read).toBe(decoded(Buffer.concat(pieces)))
        expect(last.to.text).toBe(Buffer.byteLength(read))
        expect(last.isMoreLikely).toBe(false)
      }),
    )
  })

  it('finds again every place where a chunk may end', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.nat(), (pieces, chosen) => {
        const bytes = Buffer.concat(pieces)
        writeFileSync(file, bytes)
        const text = new OutputText(file, 1_000_000)
        const cut = wholeCharacters(bytes, bytes.length === 0 ? 0 : chosen % bytes.length)
        const offset = Buffer.byteLength(decoded(bytes.subarray(0, cut)))
        const found = text.seek(offset)
        const rest = text.read(found, true)
        text.close()
        expect(found.text).toBe(offset)
        expect(decoded(bytes.subarray(0, cut)) + rest.text).toBe(decoded(bytes))
      }),
    )
  })

  it('keeps a chunk within 64 KiB even when every byte becomes three', () => {
    writeFileSync(file, Buffer.alloc(100_000, 0xff))
    const text = new OutputText(file, 1_000_000)
    let at: TextPosition = textStart
    for (let chunk = text.read(at, true); chunk.text !== ''; chunk = text.read(at, true)) {
      expect(Buffer.byteLength(chunk.text)).toBeLessThanOrEqual(65_536)
      at = chunk.to
    }
    text.close()
    expect(at).toEqual({ file: 100_000, text: 300_000 })
  })

  it('does not read beyond the limit while the file is being written', () => {
    writeFileSync(file, 'x'.repeat(100))
    const text = new OutputText(file, 60)
    expect(text.read(textStart, false).text).toHaveLength(60)
    text.close()
  })
})
