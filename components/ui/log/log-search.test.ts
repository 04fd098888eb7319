import { expect, test } from 'vitest'
import type { LogLine } from './log-buffer'
import { formatLineHash, HitFinder, parseLineHash } from './log-search'

const lines = ['Reading lists', '\u001b[31mE: Unable\u001b[0m to fetch', 'done (1.5)', 'e: again'].map(
  (raw): LogLine => ({ stream: 'stdout', raw, start: {} }),
)

test.each([
  [{ text: 'e: ', regex: false }, [1, 3]],
  [{ text: 'unable to', regex: false }, [1]],
  [{ text: '(1.5)', regex: false }, [2]],
  [{ text: '^e: \\w+$', regex: true }, [3]],
  [{ text: '', regex: false }, []],
])('%o is in lines %j', (query, found) =>
  expect(new HitFinder(query).find({ key: '', count: lines.length, lineAt: (at) => lines[at] }).lines).toEqual(found),
)

test('a broken expression is told', () =>
  expect(
    new HitFinder({ text: '(', regex: true }).find({ key: '', count: lines.length, lineAt: (at) => lines[at] }).problem,
  ).toMatch(/valid/))

test.each([
  ['#L118', [118, 118]],
  ['#L118-L131', [118, 131]],
  ['#L131-118', [118, 131]],
  ['#step', undefined],
  ['', undefined],
])('%j means %j', (hash, range) => expect(parseLineHash(hash)).toEqual(range))
test('a range goes into the hash in order', () =>
  expect([formatLineHash([7, 7]), formatLineHash([9, 7])]).toEqual(['#L7', '#L7-L9']))

test('goes on where it stopped, and reads open lines again', () => {
  const growing = Array.from(
    { length: 500 },
    (_, at): LogLine => ({ stream: 'stdout', raw: at % 100 === 0 ? 'hit' : 'no', start: {} }),
  )
  const finder = new HitFinder({ text: 'hit', regex: false })
  finder.find({ key: 'all', count: 450, lineAt: (at) => growing[at] })
  growing[449] = { stream: 'stdout', raw: 'no hit after all', start: {} }
  expect(finder.find({ key: 'all', count: 500, lineAt: (at) => growing[at] }).lines).toEqual([0, 100, 200, 300, 400, 449])
})

test('starts over when places mean other lines', () => {
  const finder = new HitFinder({ text: 'e: ', regex: false })
  finder.find({ key: 'all', count: lines.length, lineAt: (at) => lines[at] })
  const errors = lines.slice(1, 2)
  expect(finder.find({ key: 'stderr', count: 1, lineAt: (at) => errors[at] }).lines).toEqual([0])
})
