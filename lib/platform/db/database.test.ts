import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { transact } from './database'

describe('a transaction', () => {
  let test: TestContext
  beforeAll(async () => {
    test = await testContext()
  })
  afterAll(() => test.close())

  it('that committed has succeeded, also when a bell that it rings is broken', async () => {
    const rung: string[] = []
    const result = transact(test.ctx, async (tx) => {
      tx.afterCommit(() => {
        throw new Error('the bus is gone')
      })
      tx.afterCommit(() => void rung.push('second'))
      return 'done'
    })
    await expect(result).resolves.toBe('done')
    expect(rung).toEqual(['second'])
  })
})
