import { findNodes } from '#lib/capabilities/nodes/index'
import type { Ctx } from '#lib/platform/context'
import type { NodeNames } from '../model/alike-output'
import type { StoredInvocation } from '../store/invocations'

/** What each node is called: when the command was sent, now, and by itself. */
export async function namesOfNodes(ctx: Ctx, invocations: readonly StoredInvocation[]): Promise<ReadonlyMap<string, NodeNames>> {
  if (invocations.length === 0) return new Map()
  const nodes = await findNodes(
    ctx,
    invocations.map(({ nodeId }) => nodeId),
  )
  const known = new Map(nodes.map((node) => [node.id, [node.name, node.computerName ?? '']]))
  return new Map(invocations.map(({ nodeId, nodeName }) => [nodeId, { nodeId, names: [nodeName, ...(known.get(nodeId) ?? [])] }]))
}
