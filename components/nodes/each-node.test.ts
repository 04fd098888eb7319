import { expect, it } from 'vitest'
import { eachNode } from './each-node'

const ids = Array.from({ length: 20 }, (_, at) => `mi-${at}`)

it('goes on when one fails, and names it', async () => {
  const seen: string[] = []
  const failures = await eachNode(ids, async (id) => {
    seen.push(id)
    if (id === 'mi-3') throw new Error('refused')
  })
  expect(seen).toHaveLength(20)
  expect(failures).toEqual([{ nodeId: 'mi-3', failure: { code: 'ClientError', message: 'refused' } }])
})

it('keeps only a few going at once, and tells how far it is', async () => {
  let running = 0
  let most = 0
  const steps: number[] = []
  await eachNode(
    ids,
    async () => {
      running += 1
      most = Math.max(most, running)
      await Promise.resolve()
      running -= 1
    },
    (done) => steps.push(done),
  )
  expect(most).toBeLessThanOrEqual(6)
  expect(steps.at(-1)).toBe(20)
})
