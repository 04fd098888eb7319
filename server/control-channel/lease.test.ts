import { beforeEach, describe, expect, it } from 'vitest'
import { sweepNodes } from '#lib/capabilities/nodes/sweep'
import { testContext } from '#lib/platform/testing/test-context'
import { createLease } from './lease'

type Test = Awaited<ReturnType<typeof testContext>>

let test: Test
beforeEach(async () => {
  test = await testContext()
})

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
