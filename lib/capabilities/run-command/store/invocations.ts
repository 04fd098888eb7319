import { and, asc, eq, inArray, lte, min, ne, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import type { Invocation, Stage } from '../model/invocation'
import type { InvocationDetail } from '#lib/vocabulary/command-status'
import { commandInvocations as invocations } from '../tables'

export type InvocationRow = typeof invocations.$inferSelect

export interface StoredInvocation extends Invocation {
  commandId: string
  nodeName: string
  requestedAt: Date
}

export interface NewInvocations {
  commandId: string
  requestedAt: Date
  dueAt: Date
  /** In the order in which they are to be sent, after `firstOrdinal` others. */
  firstOrdinal: number
  nodes: readonly { nodeId: string; nodeName: string; endDetail: InvocationDetail | undefined }[]
}

/** One statement for a page of targets. */
export async function insertInvocations(tx: Ctx, page: NewInvocations): Promise<void> {
  const rows = page.nodes.map((node, index) => ({
    o: page.firstOrdinal + index,
    i: node.nodeId,
    n: node.nodeName,
    d: node.endDetail ?? null,
  }))
  await tx.db.execute(sql`
    insert into ${invocations}
      (account_id, command_id, node_id, ordinal, node_name, requested_at, stage, status_details, ended_at, due_at)
    select ${tx.caller.accountId}, ${page.commandId}::uuid, i, o, n, ${page.requestedAt.toISOString()}::timestamptz,
      case when d is null then 'waiting' else 'ended' end, coalesce(d, 'Pending'),
      case when d is null then null else ${page.requestedAt.toISOString()}::timestamptz end,
      case when d is null then ${page.dueAt.toISOString()}::timestamptz end
    from json_to_recordset(${JSON.stringify(rows)}::json) as n(o int, i text, n text, d text)`)
}

/** Only under the lock of their command. */
export async function findInvocations(
  ctx: Ctx,
  keys: readonly { commandId: string; nodeId: string }[],
): Promise<readonly StoredInvocation[]> {
  if (keys.length === 0) return []
  const rows = await ctx.db
    .select()
    .from(invocations)
    .where(
      sql`${invocations.accountId} = ${ctx.caller.accountId} and (${invocations.commandId}, ${invocations.nodeId}) in (
        select * from unnest(${sql.param(keys.map((key) => key.commandId))}::uuid[], ${sql.param(keys.map((key) => key.nodeId))}::text[]))`,
    )
  return rows.map(invocationOf)
}

export async function updateInvocations(tx: Ctx, changed: readonly (Invocation & { commandId: string })[]): Promise<void> {
  if (changed.length === 0) return
  await tx.db.execute(sql`
    update ${invocations} as i
    set stage = n.stage, status_details = n.detail, deliveries = n.deliveries, sent_at = n.sent_at, accepted_at = n.accepted_at,
      ended_at = n.ended_at, due_at = n.due_at, cancel_acknowledged = n.cancel_acknowledged, trace = n.trace
    from json_to_recordset(${JSON.stringify(changed.map(updateRow))}::json) as n(command_id uuid, node_id text, stage text, detail text,
      deliveries smallint, sent_at timestamptz, accepted_at timestamptz, ended_at timestamptz, due_at timestamptz,
      cancel_acknowledged boolean, trace text)
    where i.account_id = ${tx.caller.accountId} and i.command_id = n.command_id and i.node_id = n.node_id`)
}

function updateRow(invocation: Invocation & { commandId: string }) {
  return {
    command_id: invocation.commandId,
    node_id: invocation.nodeId,
    stage: invocation.stage,
    detail: invocation.detail,
    deliveries: Math.min(invocation.deliveries, 30_000),
    sent_at: invocation.sentAt,
    accepted_at: invocation.acceptedAt,
    ended_at: invocation.endedAt,
    due_at: invocation.dueAt,
    cancel_acknowledged: invocation.cancelAcknowledged,
    trace: invocation.trace,
  }
}

/** The next ones to send, in order. */
export async function listWaiting(tx: Ctx, commandId: string, limit: number): Promise<readonly StoredInvocation[]> {
  return select(tx, { where: [eq(invocations.commandId, commandId), eq(invocations.stage, 'waiting')], limit })
}

/** Those at which the server has to look because nothing came. */
export async function listDue(tx: Ctx, commandId: string, limit: number): Promise<readonly StoredInvocation[]> {
  const isDue = lte(invocations.dueAt, tx.clock.now())
  return select(tx, { where: [eq(invocations.commandId, commandId), open, isDue], order: invocations.dueAt, limit })
}

/** Those that have not been put on the way: what a stop or a cancel ends at once. */
export async function listNotSent(tx: Ctx, commandId: string, limit: number): Promise<readonly StoredInvocation[]> {
  const stages = inArray(invocations.stage, ['waiting', 'blocked', 'delayed'] satisfies Stage[])
  return select(tx, { where: [eq(invocations.commandId, commandId), stages], limit })
}

export async function listOpen(tx: Ctx, commandId: string, nodeIds?: readonly string[]): Promise<readonly StoredInvocation[]> {
  const named = nodeIds ? inArray(invocations.nodeId, [...nodeIds]) : undefined
  return select(tx, { where: [eq(invocations.commandId, commandId), open, named] })
}

/**
 * What each node still has to hear of: first what is on its way, then the oldest of what waits. A few for each node, for it takes
 * only a few at once, and asks for more by ending them.
 */
export async function listForNodes(ctx: Ctx, nodeIds: readonly string[]): Promise<readonly StoredInvocation[]> {
  const { rows } = await ctx.db.execute<{ command_id: string; node_id: string }>(sql`
    select o.command_id, o.node_id from unnest(${sql.param([...nodeIds])}::text[]) as node(id), lateral (
      select command_id, node_id from ${invocations}
      where account_id = ${ctx.caller.accountId} and node_id = node.id and stage <> 'ended'
        and (stage <> 'accepted' or (status_details = 'Cancelling' and not cancel_acknowledged))
      order by stage not in ('sent', 'accepted'), requested_at, command_id limit ${openPerNode}) as o`)
  return findInvocations(
    ctx,
    rows.map((row) => ({ commandId: row.command_id, nodeId: row.node_id })),
  )
}

const openPerNode = 20

const open: SQL = ne(invocations.stage, 'ended')

interface Selected {
  where: (SQL | undefined)[]
  /** Default: the order in which they are sent. */
  order?: typeof invocations.dueAt
  limit?: number
}

async function select(ctx: Ctx, { where, order, limit }: Selected): Promise<readonly StoredInvocation[]> {
  const query = ctx.db
    .select()
    .from(invocations)
    .where(and(eq(invocations.accountId, ctx.caller.accountId), ...where))
    .orderBy(asc(order ?? invocations.ordinal))
  const rows = await (limit === undefined ? query : query.limit(limit))
  return rows.map(invocationOf)
}

export async function findNextDue(tx: Ctx, commandIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  if (commandIds.length === 0) return new Map()
  const rows = await tx.db
    .select({ commandId: invocations.commandId, dueAt: min(invocations.dueAt) })
    .from(invocations)
    .where(and(eq(invocations.accountId, tx.caller.accountId), inArray(invocations.commandId, [...commandIds]), open))
    .groupBy(invocations.commandId)
  return new Map(rows.flatMap((row) => (row.dueAt ? [[row.commandId, row.dueAt] as const] : [])))
}

/** Jobs on their way to each node or running there, of all commands. */
export async function countInFlight(tx: Ctx, nodeIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (nodeIds.length === 0) return new Map()
  const rows = await tx.db
    .select({ nodeId: invocations.nodeId, count: sql<number>`count(*)::int` })
    .from(invocations)
    .where(
      and(
        eq(invocations.accountId, tx.caller.accountId),
        inArray(invocations.nodeId, [...nodeIds]),
        inArray(invocations.stage, ['sent', 'accepted']),
      ),
    )
    .groupBy(invocations.nodeId)
  return new Map(rows.map((row) => [row.nodeId, row.count]))
}

/** For each node the oldest commands that could have a place on it now. */
export async function listHeldUp(
  ctx: Ctx,
  nodeIds: readonly string[],
  perNode: number,
): Promise<readonly { commandId: string; nodeId: string }[]> {
  if (nodeIds.length === 0) return []
  const { rows } = await ctx.db.execute<{ command_id: string; node_id: string }>(sql`
    select b.command_id, b.node_id from unnest(${sql.param([...nodeIds])}::text[]) as node(id), lateral (
      select command_id, node_id from ${invocations}
      where account_id = ${ctx.caller.accountId} and node_id = node.id and stage in ('blocked', 'delayed')
      order by requested_at, command_id limit ${perNode}) as b`)
  return rows.map((row) => ({ commandId: row.command_id, nodeId: row.node_id }))
}

export function invocationOf(row: InvocationRow): StoredInvocation {
  return {
    commandId: row.commandId,
    nodeId: row.nodeId,
    nodeName: row.nodeName,
    requestedAt: row.requestedAt,
    stage: row.stage as Stage,
    detail: row.statusDetails as InvocationDetail,
    deliveries: row.deliveries,
    sentAt: row.sentAt ?? undefined,
    acceptedAt: row.acceptedAt ?? undefined,
    endedAt: row.endedAt ?? undefined,
    dueAt: row.dueAt ?? undefined,
    cancelAcknowledged: row.cancelAcknowledged,
    trace: row.trace,
  }
}
