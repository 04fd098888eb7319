import { expect, test } from 'vitest'
import { lineText } from '#queries/ui/log/log-buffer'
import type { AskedRange, ListedNode } from '../run/run-queries'
import { MergedFeed } from './merged-feed'

function node(at: number, StatusDetails: ListedNode['StatusDetails'] = 'Success'): ListedNode {
  return { InstanceId: `mi-${at}`, InstanceName: `web-${at}`, StatusDetails, StartedDateTime: 1000 - at }
}

/** A server on which each node printed two lines, and which answers `most` bytes at once. */
function serverOf(texts: ReadonlyMap<string, string>, most = Number.POSITIVE_INFINITY) {
  const sizes: number[] = []
  const read = async (asked: readonly AskedRange[]) => {
    sizes.push(asked.length)
    let left = most
    return asked.map(({ nodeId, stream, offset }) => {
      const whole = stream === 'stdout' ? (texts.get(nodeId) ?? '') : ''
      const text = whole.slice(offset, offset + left)
      left -= text.length
      return { offset, bytes: text.length, text, size: whole.length }
    })
  }
  return { sizes, read }
}

const many = Array.from({ length: 1000 }, (_, at) => node(at))
const texts = new Map(many.map(({ InstanceId }) => [InstanceId, `begun ${InstanceId}\nended ${InstanceId}\n`]))
const linesOf = (feed: MergedFeed) => feed.buffer.lines.map(lineText)
const fail = (thrown: unknown) => {
  throw thrown
}

test.each([Number.POSITIVE_INFINITY, 4_000, 30])('a thousand nodes are complete, with %s bytes an answer', async (most) => {
  const { read, sizes } = serverOf(texts, most)
  const feed = new MergedFeed('c', fail, read)
  await feed.follow(many, ['step'])
  const lines = linesOf(feed)
  expect(lines).toHaveLength(2000)
  expect(lines[0]).toMatch(/^web-999 +begun mi-999$/)
  expect(lines.at(-1)).toMatch(/^web-0 +ended mi-0$/)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(400)
  if (most === Number.POSITIVE_INFINITY) expect(sizes).toHaveLength(10)
})

test('what was read is not read again, and a node that ended since is', async () => {
  const { read, sizes } = serverOf(new Map([['mi-1', 'no end of line']]))
  const feed = new MergedFeed('c', fail, read)
  await feed.follow([node(1, 'InProgress')], ['step'])
  await feed.follow([node(1, 'InProgress')], ['step'])
  expect([sizes.length, linesOf(feed)]).toEqual([1, []])
  await feed.follow([node(1)], ['step'])
  expect(linesOf(feed)[0]).toMatch(/no end of line$/)
})
