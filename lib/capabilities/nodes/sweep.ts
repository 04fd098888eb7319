import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { announce } from './changes'
import type { NodeName } from './model/channel'
import { secondsAfter } from './model/ping-status'
import { deleteTombstones } from './store/nodes'
import { deleteDeadGateways, transitionOrphanedNodes, transitionSilentNodes, transitionToDeadGateways } from './store/presence'

const nodesPerTransaction = 1000
const tombstoneDays = 30

/** Marks what stopped being Online. Costs by the nodes that changed, never by the nodes there are. */
export async function sweepNodes(ctx: Ctx): Promise<void> {
  await transitionToDeadGateways(ctx, ctx.clock.now())
  await inBatches(ctx, 'its gateway died', transitionOrphanedNodes)
  await inBatches(ctx, 'no sign of life', transitionSilentNodes)
  await deleteDeadGateways(ctx)
}

type Transition = (tx: Ctx, now: Date, limit: number) => Promise<readonly NodeName[]>

async function inBatches(ctx: Ctx, reason: string, transition: Transition): Promise<void> {
  for (let marked = nodesPerTransaction; marked === nodesPerTransaction && !ctx.signal.aborted; ) {
    marked = await transact(ctx, async (tx) => {
      const nodes = await transition(tx, tx.clock.now(), nodesPerTransaction)
      if (nodes.length > 0) await announce(tx, { change: 'lost', reason, nodes })
      return nodes.length
    })
  }
}

export async function deleteOldTombstones(ctx: Ctx): Promise<void> {
  await transact(ctx, (tx) => deleteTombstones(tx, secondsAfter(tx.clock.now(), -tombstoneDays * 86_400)))
}
