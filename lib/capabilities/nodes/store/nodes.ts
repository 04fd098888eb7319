import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { preparedSelect } from '#lib/platform/db/prepared'
import { ApiError } from '#lib/vocabulary/api-error'
import type { NodeCondition } from '../model/condition'
import type { ManagedNode } from '../model/node'
import { nodeHistories, nodes } from '../tables'
import { matching } from './conditions'

export type NodeRow = typeof nodes.$inferSelect

const shared = {
  accountId: nodes.accountId,
  id: nodes.id,
  name: nodes.name,
  pingStatus: nodes.pingStatus,
  isConnected: sql<boolean>`${nodes.connectionId} is not null`,
  platformType: nodes.platformType,
  platformName: nodes.platformName,
  agentName: nodes.agentName,
  agentVersion: nodes.agentVersion,
  agentUser: nodes.agentUser,
  computerName: nodes.computerName,
}

/** Registered nodes among the ids, in the order of ids. */
export async function findNodes(ctx: Ctx, ids: readonly string[]): Promise<readonly ManagedNode[]> {
  const mine = and(eq(nodes.accountId, ctx.caller.accountId), eq(nodes.state, 'registered'))
  return ctx.db
    .select(shared)
    .from(nodes)
    .where(and(mine, inArray(nodes.id, [...ids])))
    .orderBy(asc(nodes.id))
}

export interface KeyPage {
  after: string | undefined
  limit: number
}

/** One page of the nodes that meet the conditions, in the order of ids. */
export async function findMatching(
  ctx: Ctx,
  conditions: readonly NodeCondition[],
  page: KeyPage,
): Promise<readonly ManagedNode[]> {
  const after = page.after === undefined ? undefined : gt(nodes.id, page.after)
  const where = and(matching(ctx.caller.accountId, conditions), after)
  return ctx.db.select(shared).from(nodes).where(where).orderBy(asc(nodes.id)).limit(page.limit)
}

export async function countMatching(ctx: Ctx, conditions: readonly NodeCondition[]): Promise<{ total: number; online: number }> {
  const rows = await ctx.db
    .select({
      total: sql<number>`count(*)::int`,
      online: sql<number>`count(*) filter (where ${nodes.pingStatus} = 'Online')::int`,
    })
    .from(nodes)
    .where(matching(ctx.caller.accountId, conditions))
  return rows[0] ?? { total: 0, online: 0 }
}

/** What the public API says of a node, and no more: reading every column would take twice as long. */
const publicColumns = {
  accountId: nodes.accountId,
  id: nodes.id,
  name: nodes.name,
  iamRole: nodes.iamRole,
  activationId: nodes.activationId,
  registeredAt: nodes.registeredAt,
  pingStatus: nodes.pingStatus,
  lastPingAt: nodes.lastPingAt,
  agentName: nodes.agentName,
  agentVersion: nodes.agentVersion,
  platformType: nodes.platformType,
  platformName: nodes.platformName,
  platformVersion: nodes.platformVersion,
  computerName: nodes.computerName,
  ipAddress: nodes.ipAddress,
  associationStatus: nodes.associationStatus,
}

export type PublicNode = Pick<NodeRow, keyof typeof publicColumns>

/** One page in the order of ids. */
export async function listPublicNodes(
  ctx: Ctx,
  conditions: readonly NodeCondition[],
  page: KeyPage,
): Promise<readonly PublicNode[]> {
  if (conditions.length === 0) return listAllPublicNodes(ctx, page)
  const after = page.after === undefined ? undefined : gt(nodes.id, page.after)
  const where = and(matching(ctx.caller.accountId, conditions), after)
  return ctx.db.select(publicColumns).from(nodes).where(where).orderBy(asc(nodes.id)).limit(page.limit)
}

/** The most frequent question of all: built and planned once. Every id is greater than the empty text. */
function listAllPublicNodes(ctx: Ctx, { after = '', limit }: KeyPage): Promise<readonly PublicNode[]> {
  const query = preparedSelect(ctx.db, {
    name: 'list_public_nodes',
    columns: publicColumns,
    build(db, columns) {
      const mine = and(eq(nodes.accountId, sql.placeholder('accountId')), eq(nodes.state, 'registered'))
      const where = and(mine, gt(nodes.id, sql.placeholder('after')))
      return db.select(columns).from(nodes).where(where).orderBy(asc(nodes.id)).limit(sql.placeholder('limit'))
    },
  })
  return query.execute({ accountId: ctx.caller.accountId, after, limit })
}

/** Registered or not. */
export async function findNodeRow(ctx: Ctx, id: string): Promise<NodeRow | undefined> {
  const rows = await ctx.db.select().from(nodes).where(isNode(ctx, id))
  return rows[0]
}

export async function requireNodeRow(ctx: Ctx, id: string): Promise<NodeRow> {
  const row = await findNodeRow(ctx, id)
  if (row?.state === 'registered') return row
  throw noSuchNode(id)
}

export async function insertNode(tx: Ctx, node: typeof nodes.$inferInsert): Promise<void> {
  await tx.db.insert(nodes).values(node)
}

/** Changes a registered node and answers how it was after; throws when there is none. */
export async function updateNode(tx: Ctx, id: string, change: Partial<NodeRow>): Promise<NodeRow> {
  const rows = await tx.db
    .update(nodes)
    .set(change)
    .where(and(isNode(tx, id), eq(nodes.state, 'registered')))
    .returning()
  const [row] = rows
  if (row) return row
  throw noSuchNode(id)
}

/** Locks the row: what it held before can be told from what it holds after. */
export async function lockNodeRow(tx: Ctx, id: string): Promise<NodeRow> {
  const rows = await tx.db.select().from(nodes).where(isNode(tx, id)).for('update')
  const [row] = rows
  if (row?.state === 'registered') return row
  throw noSuchNode(id)
}

/** Tombstones older than `before`, with all that hangs on them. */
export async function deleteTombstones(ctx: Ctx, before: Date): Promise<number> {
  const gone = await ctx.db
    .delete(nodes)
    .where(and(eq(nodes.state, 'deregistered'), lt(nodes.deregisteredAt, before)))
    .returning({ id: nodes.id })
  const ids = gone.map((node) => node.id)
  if (ids.length > 0) await ctx.db.delete(nodeHistories).where(inArray(nodeHistories.nodeId, ids))
  return ids.length
}

function isNode(ctx: Ctx, id: string) {
  return and(eq(nodes.accountId, ctx.caller.accountId), eq(nodes.id, id))
}

export function noSuchNode(id: string): ApiError {
  return new ApiError('InvalidInstanceId', `There is no managed node ${id}.`)
}
