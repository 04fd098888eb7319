import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyStream, normaliseOutput, planAppend, type StreamState, wholeCharacters } from './output-stream'

const encode = (text: string) => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

function store(
  chunks: readonly { offset: number; bytes: Uint8Array; final: boolean }[],
  limit = 1_000,
): { state: StreamState; text: string } {
  let state = emptyStream
  let text = ''
  for (const chunk of chunks) {
    const append = planAppend(state, chunk, limit)
    state = append.state
    text += decode(append.bytes)
  }
  return { state, text }
}

describe('planAppend', () => {
  it('keeps the text whole, however its pieces are repeated and overlap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', '\n'), { maxLength: 60 }),
        fc.array(fc.nat(60), { maxLength: 20 }),
        (letters, cuts) => {
          const bytes = encode(letters.join(''))
          const sendFrom = (offset: number) => ({ offset, bytes: bytes.subarray(offset, offset + 7), final: false })
          const stray = cuts.map((cut) => sendFrom(Math.min(cut, bytes.length)))
          const inOrder = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) => sendFrom(index * 7))
          const { state, text } = store([...stray, ...inOrder])
          expect(text).toBe(letters.join(''))
          expect(state).toMatchObject({ received: bytes.length, stored: bytes.length, truncated: false })
        },
      ),
    )
  })

  it('takes nothing after a gap', () => {
    expect(store([{ offset: 5, bytes: encode('later'), final: true }])).toEqual({ state: emptyStream, text: '' })
  })

  it('is final with the last byte, not before', () => {
    expect(store([{ offset: 0, bytes: encode('ab'), final: true }]).state.final).toBe(true)
    const known: StreamState = { ...emptyStream, received: 4, stored: 4 }
    expect(planAppend(known, { offset: 0, bytes: encode('ab'), final: true }, 1_000).state.final).toBe(false)
  })

  it('cuts at the limit with a marker, between characters, and acknowledges the rest', () => {
    const { state, text } = store(
      [
        { offset: 0, bytes: encode('12ü'), final: false },
        { offset: 4, bytes: encode('more'), final: true },
      ],
      3,
    )
    expect(text).toBe('12\n--output truncated by Quarterdeck after 3 bytes--\n')
    expect(state).toMatchObject({ received: 8, truncated: true, final: true })
  })
})

describe('wholeCharacters', () => {
  it('leaves a character that has only begun for the next piece', () => {
    const bytes = encode('aü€😀')
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((length) => wholeCharacters(bytes.subarray(0, length)))).toEqual([
      1, 1, 3, 3, 3, 6, 6, 6, 6, 10,
    ])
  })

  it('does not wait for what can never become a character', () => {
    expect(wholeCharacters(Uint8Array.of(0x61, 0x80, 0x80, 0x80, 0x80))).toBe(5)
  })
})

describe('normaliseOutput', () => {
  it('takes colours, titles and space at line ends away', () => {
    expect(normaliseOutput('\u001b[1;32mok\u001b[0m  \r\n\u001b]0;title\u0007two\t\n\n')).toBe('ok\ntwo')
  })
})
