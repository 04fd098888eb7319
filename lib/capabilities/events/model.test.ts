import { describe, expect, it } from 'vitest'
import { formatCursor, parseCursor, parseTopics } from './model'

describe('a cursor', () => {
  it('survives its text', () => {
    expect(parseCursor(formatCursor({ txid: 758n, id: 2n }))).toEqual({ txid: 758n, id: 2n })
  })

  it.each([undefined, '', '7', '-1-2', '1-2-3', 'a-b', `${'9'.repeat(21)}-1`, `1-${2n ** 63n}`, `${2n ** 64n}-1`])(
    'is not read from %s',
    (text) => {
      expect(parseCursor(text)).toBeUndefined()
    },
  )
})

describe('topics of a subscription', () => {
  it.each([
    ['nodes,command/4f-1', ['nodes', 'command/4f-1']],
    ['nodes,nodes', ['nodes']],
    ['output/4f/mi-0123', ['output/4f/mi-0123']],
    ['../x,a b,,a/b/c/d', []],
  ])('from %s are %j', (text, topics) => {
    expect(parseTopics(text)).toEqual(topics)
  })

  it('are at most 64', () => {
    expect(parseTopics(Array.from({ length: 100 }, (_, index) => `t${index}`).join(','))).toHaveLength(64)
  })
})
