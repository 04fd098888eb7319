import { append } from '#lib/capabilities/events/index'
import type { Ctx } from '#lib/platform/context'
import { groupBy } from './model/group'
import type { StatusChange } from './model/history'
import { recordChanges } from './store/history'
import type { NodeName } from './model/channel'

/** Nodes whose state changed together, for the same reason. */
export interface StateChange {
  change: StatusChange['change']
  reason: string
  nodes: readonly NodeName[]
}

/** One event speaks for this many nodes at most: a thousand nodes that reconnect are twenty events, not a thousand. */
const nodesPerEvent = 50

/** Writes the lines of history and, where anybody can see a difference, the events, in the transaction of the change. */
export async function announce(tx: Ctx, { change, reason, nodes }: StateChange): Promise<void> {
  const at = tx.clock.now().toISOString()
  await recordChanges(
    tx,
    nodes.map(({ accountId, nodeId }) => ({ accountId, nodeId, at, change, reason })),
  )
  for (const [accountId, group] of groupBy(nodes, (node) => node.accountId)) {
    const inAccount = { ...tx, caller: { ...tx.caller, accountId } }
    const ids = group.map((node) => node.nodeId)
    await append(inAccount, ...chunks(ids, nodesPerEvent).map((chunk) => nodesChanged(change, chunk)))
  }
}

export async function announceNode(tx: Ctx, nodeId: string, line: Pick<StatusChange, 'change' | 'reason'>): Promise<void> {
  await announce(tx, { ...line, nodes: [{ accountId: tx.caller.accountId, nodeId }] })
}

/** A change of what the node is called, runs or answers, rather than of its state: it has no line of history. */
export async function announceFacts(tx: Ctx, nodeId: string): Promise<void> {
  await append(tx, nodesChanged('updated', [nodeId]))
}

function nodesChanged(change: string, ids: readonly string[]) {
  const [only] = ids
  return {
    capability: 'nodes',
    type: `node.${change}`,
    resource: ids.length === 1 && only ? only : 'nodes',
    topics: nodeTopics(ids),
    data: { count: ids.length },
  }
}

export function nodeTopics(ids: readonly string[]): readonly string[] {
  return ['nodes', ...ids.map((id) => `node/${id}`)]
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
}
