import { expect, test } from 'vitest'
import { SseParser } from './sse'

const stream = 'event: snapshot\ndata: {"cursor":7}\n\n: beat\n\nid: 8\r\ndata: one\r\ndata: two\r\n\r\nevent: beat\n\n'
const events = [
  { id: undefined, event: 'snapshot', data: '{"cursor":7}' },
  { id: '8', event: 'message', data: 'one\ntwo' },
  { id: undefined, event: 'beat', data: '' },
]

test.each([1, 2, 3, 7, 1000])('reads the same events from pieces of %i characters', (size) => {
  const parser = new SseParser()
  const pieces = Array.from({ length: Math.ceil(stream.length / size) }, (_, at) => stream.slice(at * size, (at + 1) * size))
  expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(events)
})

test('keeps an unfinished event back', () => {
  const parser = new SseParser()
  expect(parser.push('data: half\n')).toEqual([])
  expect(parser.push('\n')).toEqual([{ id: undefined, event: 'message', data: 'half' }])
})
