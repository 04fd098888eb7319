import type { Ctx } from '#lib/platform/context'
import { openCount } from '../model/counts'
import { listOpen } from '../store/invocations'
import { enter, type Ledger, record } from './ledger'
import { publishCancel } from './publish'
import { settle } from './settle'

/** Ends what no node has got, and asks the nodes that have it to stop. Without `nodeIds` on all of them. */
export async function cancelInvocations(tx: Ctx, ledger: Ledger, nodeIds: readonly string[] | undefined): Promise<void> {
  const { commandId } = ledger.command
  const open = enter(ledger, await listOpen(tx, commandId, nodeIds))
  const isWhole = open.length > 0 && open.length === openCount(ledger.counts)
  for (const { nodeId } of open) {
    if (!record(ledger, nodeId, { kind: 'cancelled' })) continue
    const after = ledger.known.get(nodeId)
    if (after?.detail === 'Cancelling') publishCancel(tx, { commandId, nodeId })
  }
  if (isWhole) {
    ledger.cancelled = true
    ledger.changed = true
  }
  await settle(tx, [ledger])
}
