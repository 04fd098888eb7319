import { describe, expect, it } from 'vitest'
import { createFakeClock } from '#lib/platform/testing/fake-clock'
import { createBatcher } from './batcher'

function setUp(run?: (items: readonly number[]) => Promise<readonly number[]>) {
  const clock = createFakeClock()
  const batches: number[][] = []
  const batcher = createBatcher<number, number>({
    clock,
    waitMilliseconds: 10,
    largest: 3,
    async run(items) {
      batches.push([...items])
      return run ? run(items) : items.map((item) => item * 2)
    },
  })
  return { clock, batches, batcher }
}

describe('a batcher', () => {
  it('runs together what came within the wait, and answers each with its own', async () => {
    const { clock, batches, batcher } = setUp()
    const answers = [1, 2, 3, 4].map((item) => batcher.add(item))
    expect(batches).toEqual([])
    clock.advance(10)
    expect(await Promise.all(answers)).toEqual([2, 4, 6, 8])
    expect(batches).toEqual([[1, 2, 3], [4]])
  })

  it('fails every request of a batch that fails, and goes on with the next', async () => {
    let fails = true
    const { clock, batcher } = setUp(async (items) => {
      if (fails) throw new Error('away')
      return items
    })
    const answers = [1, 2].map((item) => batcher.add(item))
    clock.advance(10)
    for (const answer of answers) await expect(answer).rejects.toThrow('away')
    fails = false
    const next = batcher.add(3)
    clock.advance(10)
    expect(await next).toBe(3)
  })

  it('runs what waits when it is flushed', async () => {
    const { batches, batcher } = setUp()
    const answer = batcher.add(1)
    await batcher.flush()
    expect(batches).toEqual([[1]])
    expect(await answer).toBe(2)
  })
})
