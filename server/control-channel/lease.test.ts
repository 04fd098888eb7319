import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sweepNodes } from '#lib/capabilities/nodes/sweep'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { createLease } from './lease'

let test: TestContext
beforeEach(async () => {
  test = await testContext()
})
afterEach(() => test.close())

describe('the lease of a gateway', () => {
  it('goes on under a new id after the gateway was taken for dead', async () => {
    const taken: string[] = []
    const lost = new Promise<void>((resolve) => {
      const lease = createLease(test.ctx, { taken: (id) => taken.push(id), lost: resolve })
      void lease.id().then(async () => {
        const later = { ...test.ctx, clock: { ...test.clock, now: () => new Date(test.clock.now().getTime() + 20_000) } }
        await sweepNodes(later)
        test.clock.advance(5000)
      })
    })
    await lost
    await expect.poll(() => taken.length).toBe(2)
    expect(taken[0]).not.toBe(taken[1])
  })
})
