import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LogBuffer, type LogPiece } from '#queries/ui/log/log-buffer'
import { OutputFeed, type OutputRange } from './output-feed'

const bytesOf = (text: string) => new TextEncoder().encode(text).length

function piece(offset: number, text: string): LogPiece {
  return { stream: 'stdout', offset, bytes: bytesOf(text), text }
}

/** A server that holds `text` and answers at most `most` characters at once. */
function serverOf(text: string, most = 8) {
  const asked: number[] = []
  const fetchRange = async (_stream: string, offset: number): Promise<OutputRange> => {
    asked.push(offset)
    const part = text.slice(offset, offset + most)
    return { offset, bytes: bytesOf(part), text: part, size: bytesOf(text) }
  }
  return { asked, fetchRange }
}

function textOf(buffer: LogBuffer): string {
  return buffer.lines.map((line) => line.raw).join('\n')
}

const whole = 'one\ntwo\nthree\nfour\nfive'

describe('output of a step', () => {
  test('is read to the end at the start, range by range', async () => {
    const { fetchRange, asked } = serverOf(whole)
    const buffer = new LogBuffer()
    const feed = new OutputFeed(buffer, fetchRange)
    await feed.fill('stdout')
    expect(textOf(buffer)).toBe(whole)
    expect(asked).toEqual([0, 8, 16])
  })

  test('a piece that comes too early waits for the range before it', async () => {
    const { fetchRange } = serverOf(whole.slice(0, 10), 5)
    const buffer = new LogBuffer()
    const feed = new OutputFeed(buffer, fetchRange)
    feed.receive(piece(10, whole.slice(10, 15)))
    feed.receive(piece(15, whole.slice(15)))
    expect(buffer.lines).toEqual([])
    await feed.fill('stdout')
    expect(textOf(buffer)).toBe(whole)
  })

  test('pieces that follow each other need no range', () => {
    const { fetchRange, asked } = serverOf(whole)
    const buffer = new LogBuffer()
    const feed = new OutputFeed(buffer, fetchRange)
    feed.receive(piece(0, 'one\n'))
    feed.receive(piece(4, 'two\n'))
    expect([buffer.lines.map((line) => line.raw), asked]).toEqual([['one', 'two'], []])
  })

  test('a server that fails is told of, and asked again later', async () => {
    const failures: unknown[] = []
    let down = true
    const { fetchRange } = serverOf(whole, 100)
    const buffer = new LogBuffer()
    const feed = new OutputFeed(
      buffer,
      (stream, offset) => (down ? Promise.reject(new Error('down')) : fetchRange(stream, offset)),
      (thrown) => failures.push(thrown),
    )
    await feed.fill('stdout')
    down = false
    await feed.fill('stdout')
    expect([failures.length, textOf(buffer)]).toEqual([1, whole])
  })

  test('two readers at once ask once', async () => {
    const { fetchRange, asked } = serverOf(whole, 100)
    const buffer = new LogBuffer()
    const feed = new OutputFeed(buffer, fetchRange)
    await Promise.all([feed.fill('stdout'), feed.fill('stdout')])
    expect(asked).toEqual([0])
  })

  test('nothing is written after it was closed', async () => {
    const { fetchRange } = serverOf(whole)
    const buffer = new LogBuffer()
    const feed = new OutputFeed(buffer, fetchRange)
    const reading = feed.fill('stdout')
    feed.close()
    await reading
    expect(buffer.lines).toEqual([])
  })

  test('any pieces in any order, twice, overlapping or missing, give the text once', async () => {
    const range = fc.tuple(fc.nat(whole.length), fc.nat(whole.length))
    const pieces = fc.array(range, { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({ min: 1, max: 30 }), async (ranges, most) => {
        const { fetchRange } = serverOf(whole, most)
        const buffer = new LogBuffer()
        const feed = new OutputFeed(buffer, fetchRange)
        for (const [a, b] of ranges) feed.receive(piece(Math.min(a, b), whole.slice(Math.min(a, b), Math.max(a, b))))
        await feed.fill('stdout')
        await feed.fill('stdout')
        expect(textOf(buffer)).toBe(whole)
      }),
    )
  })
})
