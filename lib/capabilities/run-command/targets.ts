import { countTargets, findNodes, resolveTargets } from '#lib/capabilities/nodes/index'
import type { ManagedNode } from '#lib/capabilities/nodes/model/node'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import type { Platform } from '#lib/vocabulary/document'
import type { CommandSelection } from './model/command-targets'
import type { Addressees } from './send-request'
import { requireCommand } from './store/commands'
import { listSelectedNodes } from './store/output-groups'

export type Reachability = 'connected' | 'offline' | 'gone'

/** Registered nodes by whether somebody holds their control channel; a node without an entry is gone. */
export async function findReachability(ctx: Ctx, nodeIds: readonly string[]): Promise<ReadonlyMap<string, Reachability>> {
  if (nodeIds.length === 0) return new Map()
  const nodes = await findNodes(ctx, nodeIds)
  return new Map(nodes.map((node) => [node.id, node.isConnected ? 'connected' : 'offline']))
}

/** A node that a command is for, or would be if it could get it. */
export interface Addressed {
  nodeId: string
  nodeName: string
  /** `undefined` for an id that no registered node has. */
  node: ManagedNode | undefined
  /** It is decided already that it does not run there. */
  endDetail: 'InvalidPlatform' | 'Undeliverable' | undefined
}

const nodesPerPage = 1_000

/** In pages, so that a command for a whole fleet needs no list of it in memory. */
export async function* listAddressed(
  ctx: Ctx,
  addressees: Addressees,
  platforms: readonly Platform[],
): AsyncGenerator<readonly Addressed[]> {
  if (addressees.kind === 'named') {
    yield await namedNodes(ctx, addressees.nodeIds, platforms)
    return
  }
  if (addressees.kind === 'of-command') {
    yield* nodesOfCommand(ctx, addressees.selection, platforms)
    return
  }
  const unknown = await unknownIds(ctx, addressees)
  if (unknown.length > 0) yield unknown
  for (let after: string | undefined; ; ) {
    const page = await resolveTargets(ctx, addressees, { after, limit: nodesPerPage })
    if (page.length > 0) yield page.map((node) => addressed(node, platforms))
    after = page.at(-1)?.id
    if (page.length < nodesPerPage) return
  }
}

/** Those that are not registered any more are shown as undeliverable, as with ids in a target. */
async function* nodesOfCommand(
  ctx: Ctx,
  selection: CommandSelection,
  platforms: readonly Platform[],
): AsyncGenerator<readonly Addressed[]> {
  await requireCommand(ctx, selection.commandId)
  for (let after = ''; ; ) {
    const page = await listSelectedNodes(ctx, selection, { after, limit: nodesPerPage })
    const known = new Map((await findNodes(ctx, page)).map((node) => [node.id, node]))
    if (page.length > 0) yield page.map((nodeId) => addressedOrGone(nodeId, known.get(nodeId), platforms))
    after = page.at(-1) ?? after
    if (page.length < nodesPerPage) return
  }
}

function addressedOrGone(nodeId: string, node: ManagedNode | undefined, platforms: readonly Platform[]): Addressed {
  return node ? addressed(node, platforms) : { nodeId, nodeName: '', node: undefined, endDetail: 'Undeliverable' }
}

/** In the order given. Naming a node that is not there is an error, as is naming only nodes that the document is not for. */
async function namedNodes(ctx: Ctx, nodeIds: readonly string[], platforms: readonly Platform[]): Promise<readonly Addressed[]> {
  const nodes = new Map((await findNodes(ctx, nodeIds)).map((node) => [node.id, node]))
  const unknown = nodeIds.filter((id) => !nodes.has(id))
  if (unknown.length > 0) throw new ApiError('InvalidInstanceId', `Not registered here: ${unknown.slice(0, 5).join(', ')}.`)
  const all = nodeIds.flatMap((id) => nodes.get(id) ?? []).map((node) => addressed(node, platforms))
  if (all.every((one) => one.endDetail === 'InvalidPlatform')) {
    throw new ApiError(
      'UnsupportedPlatformType',
      `The document runs on ${platforms.join(', ')} only, and none of the nodes is such.`,
    )
  }
  return all
}

function addressed(node: ManagedNode, platforms: readonly Platform[]): Addressed {
  const fits = node.platformType === null || platforms.includes(node.platformType)
  const nodeName = node.name || (node.computerName ?? '')
  return { nodeId: node.id, nodeName, node, endDetail: fits ? undefined : 'InvalidPlatform' }
}

/** Ids in a target are a wish like a tag: those that nobody has are shown as undeliverable. */
async function unknownIds(ctx: Ctx, { targets }: Extract<Addressees, { kind: 'targeted' }>): Promise<readonly Addressed[]> {
  const [only, ...others] = targets
  if (only?.Key !== 'InstanceIds' || others.length > 0) return []
  const ids = [...new Set(only.Values)].filter((id) => id !== '*')
  const known = new Set((await findNodes(ctx, ids)).map((node) => node.id))
  return ids.filter((id) => !known.has(id)).map((nodeId) => addressedOrGone(nodeId, undefined, []))
}

export async function countAddressed(ctx: Ctx, addressees: Addressees): Promise<number> {
  if (addressees.kind === 'named') return addressees.nodeIds.length
  // At most as many as that command had, which was within the limit.
  if (addressees.kind === 'of-command') return 0
  return (await countTargets(ctx, addressees)).total
}
