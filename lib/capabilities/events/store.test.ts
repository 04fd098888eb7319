import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testContext, type TestContext } from '#lib/api/testing/test-context'
import { transact } from '#lib/platform/db/database'
import { append, currentCursor, oldestCursor, readAfter } from './index'
import { compareCursors, type NewEvent, startCursor } from './model'
import { deleteEventsBefore } from './store'

const fact = (resource: string): NewEvent => ({ capability: 'test', type: 'test.happened', resource, topics: ['test'] })

describe('events', () => {
  let test: TestContext
  beforeAll(async () => {
    test = await testContext()
  })
  afterAll(() => test.close())

  it('are visible with their transaction, and never without it', async () => {
    const from = await currentCursor(test.ctx)
    const failed = transact(test.ctx, async (tx) => {
      await append(tx, fact('lost'))
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    await transact(test.ctx, (tx) => append(tx, fact('kept')))
    expect((await readAfter(test.ctx, from, 10)).map((event) => event.resource)).toEqual(['kept'])
  })

  it('of a transaction that commits late are not overtaken', async () => {
    const from = await currentCursor(test.ctx)
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let appended = () => {}
    const first = new Promise<void>((resolve) => {
      appended = resolve
    })
    const late = transact(test.ctx, async (tx) => {
      await append(tx, fact('late'))
      appended()
      await held
    })
    await first
    await transact(test.ctx, (tx) => append(tx, fact('early')))
    const while_open = await readAfter(test.ctx, from, 10)
    release()
    await late
    const last = while_open.at(-1)?.cursor ?? from
    const rest = await readAfter(test.ctx, last, 10)
    expect([...while_open, ...rest].map((event) => event.resource).sort()).toEqual(['early', 'late'])
  })

  it('ring the bus once, after the commit', async () => {
    const rung: string[] = []
    const bell = test.ports.bus.subscribe('events', (payload) => rung.push(new TextDecoder().decode(payload)))
    await transact(test.ctx, async (tx) => {
      await append(tx, fact('one'), { ...fact('two'), topics: ['test', 'other/1'] })
      expect(rung).toEqual([])
    })
    await test.ports.bus.flush()
    bell.unsubscribe()
    expect(rung).toEqual(['test\nother/1'])
  })

  it('page by cursor in one order', async () => {
    const from = await currentCursor(test.ctx)
    for (const name of ['a', 'b', 'c']) await transact(test.ctx, (tx) => append(tx, fact(name)))
    const first = await readAfter(test.ctx, from, 2)
    const second = await readAfter(test.ctx, first.at(-1)?.cursor ?? startCursor, 2)
    expect([...first, ...second].map((event) => event.resource)).toEqual(['a', 'b', 'c'])
    expect(compareCursors(first[0]?.cursor ?? startCursor, second[0]?.cursor ?? startCursor)).toBe(-1)
  })

  it('older than the retention go, and the oldest cursor says so', async () => {
    const before = await oldestCursor(test.ctx)
    test.clock.advance(1000)
    await deleteEventsBefore(test.ctx, test.clock.now())
    await transact(test.ctx, (tx) => append(tx, fact('new')))
    const after = await oldestCursor(test.ctx)
    expect(compareCursors(after ?? startCursor, before ?? startCursor)).toBe(1)
  })
})
