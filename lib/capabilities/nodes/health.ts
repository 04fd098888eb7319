import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { announceFacts, announceNode } from './changes'
import type { AgentReport } from './model/node'
import { type HealthChange, planHealth } from './model/ping-status'
import { lockNodeRow, type NodeRow, requireNodeRow, updateNode } from './store/nodes'

/** Takes in a health call. One that tells nothing new costs one look-up. */
export async function recordHealth(ctx: Ctx, nodeId: string, report: AgentReport): Promise<void> {
  if (!planFor(await requireNodeRow(ctx, nodeId), report, ctx)) return
  await transact(ctx, async (tx) => {
    const change = planFor(await lockNodeRow(tx, nodeId), report, tx)
    if (!change) return
    await updateNode(tx, nodeId, columnsOf(change, tx.clock.now()))
    if (change.comesOnline) await announceNode(tx, nodeId, { change: 'online', reason: 'health call' })
    else if (Object.keys(change.report).length > 0) await announceFacts(tx, nodeId)
  })
}

const silent: AgentReport = {
  agentName: undefined,
  agentVersion: undefined,
  agentUser: undefined,
  platformType: undefined,
  platformName: undefined,
  platformVersion: undefined,
  computerName: undefined,
  ipAddress: undefined,
  connectionChannel: undefined,
}

/** Any signed call of a node without a control channel shows that it lives: polling for messages, for one. */
export async function recordSignOfLife(ctx: Ctx, nodeId: string): Promise<void> {
  await recordHealth(ctx, nodeId, silent)
}

function planFor(row: NodeRow, report: AgentReport, ctx: Ctx): HealthChange | undefined {
  const known = Object.fromEntries(Object.keys(silent).map((field) => [field, row[field as keyof AgentReport] ?? undefined]))
  const { pingStatus, lastPingAt, connectionId } = row
  return planHealth({ ...silent, ...known, pingStatus, lastPingAt, isConnected: connectionId !== null }, report, ctx.clock.now())
}

function columnsOf(change: HealthChange, now: Date): Partial<NodeRow> {
  return {
    ...change.report,
    lastPingAt: now,
    ...(change.offlineAfter && { offlineAfter: change.offlineAfter }),
    ...(change.comesOnline && { pingStatus: 'Online', pingStatusSince: now }),
  }
}
