/**
 * The life of control channels, for the gateway: a token when the agent asks for a channel, the opening that uses it up, the
 * closing, and the lease by which a gateway says that it lives.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { announce } from './changes'
import type { Closing, NodeName, OpenedChannel, Opening } from './model/channel'
import { groupBy } from './model/group'
import { gatewayLeaseSeconds, reconnectGraceSeconds, secondsAfter } from './model/ping-status'
import {
  type ChannelOpening,
  type ChannelToken,
  closeChannels as closeInStore,
  extendGatewayLease,
  insertGatewayLease,
  openChannels as openInStore,
  saveChannelTokens,
} from './store/presence'

const tokenSeconds = 120

/** A token for each of these registered nodes, usable once, for two minutes; other nodes have no token in the answer. */
export async function createChannelTokens(ctx: Ctx, nodes: readonly NodeName[]): Promise<ReadonlyMap<string, string>> {
  const expiresAt = secondsAfter(ctx.clock.now(), tokenSeconds)
  const tokens = new Map(nodes.map(({ nodeId }) => [nodeId, randomBytes(32).toString('base64url')]))
  const rows = nodes.map((node): ChannelToken => ({ ...node, hash: hashToken(tokens.get(node.nodeId) ?? ''), expiresAt }))
  const saved = await saveChannelTokens(ctx, rows)
  return new Map([...tokens].filter(([nodeId]) => saved.has(nodeId)))
}

/** Opens those whose token fits; the answer names them and the channels they replace. At most one opening of a node. */
export async function openChannels(ctx: Ctx, gatewayId: string, openings: readonly Opening[]): Promise<readonly OpenedChannel[]> {
  const rows = openings.map(({ token, ...opening }): ChannelOpening => ({ ...opening, tokenHash: hashToken(token) }))
  return transact(ctx, async (tx) => {
    const opened = await openInStore(tx, rows, { id: gatewayId, now: tx.clock.now() })
    const online = opened.filter((channel) => !channel.wasOnline)
    const connected = opened.filter((channel) => channel.wasOnline)
    if (online.length > 0) await announce(tx, { change: 'online', reason: 'control channel opened', nodes: online })
    if (connected.length > 0) await announce(tx, { change: 'connected', reason: 'control channel opened', nodes: connected })
    return opened
  })
}

/** The nodes stay Online for the grace that a reconnecting agent needs. */
export async function closeChannels(ctx: Ctx, closings: readonly Closing[]): Promise<void> {
  await transact(ctx, async (tx) => {
    const now = tx.clock.now()
    const closed = await closeInStore(tx, closings, { now, offlineAfter: secondsAfter(now, reconnectGraceSeconds) })
    const reasons = new Map(closings.map((closing) => [closing.nodeId, closing.reason]))
    for (const [reason, nodes] of groupBy(closed, (node) => reasons.get(node.nodeId) ?? 'closed')) {
      await announce(tx, { change: 'disconnected', reason, nodes })
    }
  })
}

export async function takeGatewayLease(ctx: Ctx, gatewayId: string): Promise<void> {
  await insertGatewayLease(ctx, gatewayId, leaseEnd(ctx))
}

/** False when this gateway was declared dead: its nodes are marked, so it has to close their sockets and take a new id. */
export async function renewGatewayLease(ctx: Ctx, gatewayId: string): Promise<boolean> {
  return extendGatewayLease(ctx, gatewayId, leaseEnd(ctx))
}

function leaseEnd(ctx: Ctx): Date {
  return secondsAfter(ctx.clock.now(), gatewayLeaseSeconds)
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64')
}
