import { expect, test, vi } from 'vitest'
import { type LineSource, PagedLines } from './paged-lines'

const text = Array.from({ length: 1000 }, (_, at) => `line ${at + 1}\n`).join('')
/** A page of a hundred lines each. */
const places = Array.from({ length: 10 }, (_, at) => ({
  byte:
    text
      .split('\n')
      .slice(0, at * 100)
      .join('\n').length + (at > 0 ? 1 : 0),
  linesBefore: at * 100,
}))
const stdout = { stream: 'stdout' as const, totalLines: 1000, totalBytes: text.length, places }
const stderr = { stream: 'stderr' as const, totalLines: 1, totalBytes: 4, places: [{ byte: 0, linesBefore: 0 }] }

function open(mostLines?: number) {
  const fetchText = vi.fn<LineSource['fetchText']>(async (stream, { from, to }) =>
    (stream === 'stdout' ? text : 'oops').slice(from, to),
  )
  const onFailure = (thrown: unknown) => {
    throw thrown
  }
  return { fetchText, lines: new PagedLines([stderr, stdout], { fetchText, onFailure }, mostLines) }
}

test('reads what is looked at, and only that', async () => {
  const { lines, fetchText } = open()
  const all = lines.window('all')
  expect([all.count, all.lineAt(500)]).toEqual([1001, undefined])
  all.want?.(495, 505)
  all.want?.(495, 505)
  await vi.waitFor(() => expect(lines.version()).toBe(2))
  expect(fetchText).toHaveBeenCalledTimes(2)
  expect([495, 505].map((at) => lines.window('all').lineAt(at)?.raw)).toEqual(['line 496', 'line 506'])
  expect(all.lineAt(300)).toBeUndefined()
})

test('stderr comes after stdout, and alone keeps its numbers', async () => {
  const { lines } = open()
  const [all, alone] = [lines.window('all'), lines.window('stderr')]
  alone.want?.(0, 0)
  await vi.waitFor(() => expect(lines.version()).toBe(1))
  expect([all.lineAt(1000)?.raw, alone.lineAt(0)?.raw, alone.numberAt(0), alone.placeOf(1001)]).toEqual(['oops', 'oops', 1001, 0])
  expect(lines.placeOf({ stream: 'stderr', line: 1 })).toBe(1000)
})

test('lets the pages go that were looked at least', async () => {
  const { lines, fetchText } = open(300)
  const all = lines.window('all')
  for (const [count, page] of [0, 1, 2, 3, 0].entries()) {
    all.want?.(page * 100, page * 100 + 99)
    await vi.waitFor(() => expect(lines.version()).toBe(count + 1))
  }
  expect(fetchText).toHaveBeenCalledTimes(5)
  expect([0, 100, 200, 300].map((at) => all.lineAt(at)?.raw)).toEqual(['line 1', undefined, 'line 201', 'line 301'])
})

test('a page that did not load is asked for again', async () => {
  const fetchText = vi.fn<LineSource['fetchText']>().mockRejectedValueOnce(new Error('away')).mockResolvedValue('oops')
  const onFailure = vi.fn<LineSource['onFailure']>()
  const lines = new PagedLines([stderr], { fetchText, onFailure })
  lines.window('all').want?.(0, 0)
  await vi.waitFor(() => expect(onFailure).toHaveBeenCalledTimes(1))
  lines.window('all').want?.(0, 0)
  await vi.waitFor(() => expect(lines.window('all').lineAt(0)?.raw).toBe('oops'))
})
