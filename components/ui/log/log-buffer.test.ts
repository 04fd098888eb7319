import { expect, test } from 'vitest'
import { LogBuffer, type LogPiece, lineSpans, lineText } from './log-buffer'

const size = (text: string) => new TextEncoder().encode(text).length
const piece = (text: string, offset: number, stream: LogPiece['stream'] = 'stdout'): LogPiece => ({
  stream,
  offset,
  bytes: size(text),
  text,
})
const shown = (buffer: LogBuffer) => buffer.lines.map(lineText)

test('joins pieces into lines wherever they are cut', () => {
  const buffer = new LogBuffer()
  for (const [text, offset] of [
    ['one\nt', 0],
    ['wo', 5],
    ['\n\nfour', 7],
  ] as const)
    expect(buffer.write(piece(text, offset))).toBe('stored')
  expect(shown(buffer)).toEqual(['one', 'two', '', 'four'])
})

test('drops what it has, cuts what overlaps, and refuses a gap', () => {
  const buffer = new LogBuffer()
  buffer.write(piece('grün', 0))
  expect(buffer.write(piece('grün', 0))).toBe('old')
  expect(buffer.write(piece('ün und gut', 2))).toBe('stored')
  expect(buffer.write(piece('later', 99))).toBe('gap')
  expect(shown(buffer)).toEqual(['grün und gut'])
  expect(buffer.nextOffset('stdout')).toBe(size('grün und gut'))
})

test('keeps the two streams apart while their pieces alternate', () => {
  const buffer = new LogBuffer()
  buffer.write(piece('out: half', 0))
  buffer.write(piece('err\n', 0, 'stderr'))
  buffer.write(piece(' done\n', 9))
  expect(buffer.lines.map((line) => [line.stream, lineText(line)])).toEqual([
    ['stdout', 'out: half done'],
    ['stderr', 'err'],
  ])
})

test('a colour runs on into the next line of its own stream', () => {
  const buffer = new LogBuffer()
  buffer.write(piece('\u001b[31mred\nstill\u001b[0m\nplain\n', 0))
  expect(buffer.lines.map((line) => lineSpans(line)[0]?.style)).toEqual([{ fg: 1 }, { fg: 1 }, {}])
})

test('a bar that redraws itself stays one short line', () => {
  const buffer = new LogBuffer()
  let offset = 0
  for (let percent = 0; percent <= 5_000; percent++) {
    const text = `\rprogress ${percent}`
    buffer.write(piece(text, offset))
    offset += size(text)
  }
  expect(shown(buffer)).toEqual(['progress 5000'])
  expect(buffer.lines[0]?.raw.length).toBeLessThan(4_096)
})

test('keeps the end and counts what it dropped', () => {
  const buffer = new LogBuffer(100)
  const text = Array.from({ length: 250 }, (_, at) => `line ${at}\n`).join('')
  buffer.write(piece(text, 0))
  expect(buffer.lines.length + buffer.dropped).toBe(250)
  expect(shown(buffer).at(-1)).toBe('line 249')
})

test('a line without end is cut into lines that can be drawn', () => {
  const buffer = new LogBuffer()
  buffer.write(piece('x'.repeat(40_000), 0))
  expect(buffer.lines.map((line) => line.raw.length)).toEqual([16_384, 16_384, 7_232])
})

test('what was read is told at once when the reading ends', () => {
  const buffer = new LogBuffer(100, 60_000)
  let told = 0
  buffer.subscribe(() => told++)
  buffer.tellNow()
  expect(told).toBe(0)
  buffer.write(piece('all of it\n', 0))
  expect([told, buffer.version()]).toEqual([0, 0])
  buffer.tellNow()
  expect([told, buffer.version()]).toEqual([1, 1])
})
