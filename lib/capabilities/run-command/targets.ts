import { findNodes } from '#lib/capabilities/nodes/index'
import type { Ctx } from '#lib/platform/context'

export type Reachability = 'connected' | 'offline' | 'gone'

/** Registered nodes by whether somebody holds their control channel; a node without an entry is gone. */
export async function findReachability(ctx: Ctx, nodeIds: readonly string[]): Promise<ReadonlyMap<string, Reachability>> {
  if (nodeIds.length === 0) return new Map()
  const nodes = await findNodes(ctx, nodeIds)
  return new Map(nodes.map((node) => [node.id, node.isConnected ? 'connected' : 'offline']))
}
