import { describe, expect, test } from 'vitest'
import { LogBuffer, type LogPiece } from '#queries/ui/log/log-buffer'
import { PrefixedSink } from './prefixed-sink'
import { TailSink } from './tail-sink'

function piece(offset: number, text: string, stream: LogPiece['stream'] = 'stdout'): LogPiece {
  return { stream, offset, bytes: new TextEncoder().encode(text).length, text }
}

const raw = (buffer: LogBuffer) => buffer.lines.map((line) => line.raw)

describe('the end of a long stream', () => {
  test('is kept by the offsets of the whole', () => {
    const buffer = new LogBuffer()
    const tail = new TailSink(buffer)
    tail.skip('stdout', 100)
    expect(tail.nextOffset('stdout')).toBe(100)
    expect(tail.write(piece(100, 'one\n'))).toBe('stored')
    expect(tail.write(piece(110, 'late'))).toBe('gap')
    expect(tail.write(piece(104, 'two\n'))).toBe('stored')
    expect(tail.nextOffset('stdout')).toBe(108)
    expect(raw(buffer)).toEqual(['one', 'two'])
  })

  test('leaves out what lies before it', () => {
    const buffer = new LogBuffer()
    const tail = new TailSink(buffer)
    tail.skip('stdout', 4)
    expect(tail.write(piece(0, 'one\n'))).toBe('old')
    expect(tail.write(piece(0, 'one\ntwo\n'))).toBe('stored')
    expect(raw(buffer)).toEqual(['two'])
  })
})

describe('lines of many nodes in one text', () => {
  test('are whole, and say whose they are', () => {
    const shared = new LogBuffer()
    const web = new PrefixedSink(shared, 'web  ')
    const db = new PrefixedSink(shared, 'db   ')
    web.write(piece(0, 'star'))
    db.write(piece(0, 'ready\n'))
    web.write(piece(4, 'ted\nhalf'))
    web.write(piece(0, 'E: no\n', 'stderr'))
    web.finish()
    expect(raw(shared)).toEqual(['db   ready', 'web  started', 'web  E: no', 'web  half'])
  })

  test('a piece that comes twice is one, and one too early is refused', () => {
    const shared = new LogBuffer()
    const web = new PrefixedSink(shared, 'web ')
    expect([
      web.write(piece(3, 'x\n')),
      web.write(piece(0, 'a\nb')),
      web.write(piece(0, 'a\nb\n')),
      web.write(piece(0, 'a\n')),
    ]).toEqual(['gap', 'stored', 'stored', 'old'])
    expect(raw(shared)).toEqual(['web a', 'web b'])
  })
})
