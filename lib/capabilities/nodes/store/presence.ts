/**
 * Control channels in the database, in batches: thousands of agents that reconnect at once cost a few statements. Rows are
 * locked in the order of ids, so that batches of several gateways and the sweep cannot lock each other out.
 */
import { and, eq, lte, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import type { Closing, NodeName, OpenedChannel } from '../model/channel'
import { gatewayLeases, nodes } from '../tables'

type Database = Pick<Ctx, 'db'>
/** What a raw query answers has to have an index signature. */
type Line<T> = { [Name in keyof T]: T[Name] }

export interface ChannelToken {
  accountId: string
  nodeId: string
  hash: string
  expiresAt: Date
}

/** Answers the ids that are registered. A newer token of a node replaces an older one. */
export async function saveChannelTokens(ctx: Database, tokens: readonly ChannelToken[]): Promise<ReadonlySet<string>> {
  const given = columns(tokens, {
    account_id: (t) => t.accountId,
    id: (t) => t.nodeId,
    hash: (t) => t.hash,
    expires: (t) => t.expiresAt.toISOString(),
  })
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    with given as ${given}, locked as (${lockGiven})
    update ${nodes} n set channel_token_hash = given.hash, channel_token_expires_at = given.expires::timestamptz
    from given join locked using (id) where n.account_id = given.account_id and n.id = given.id
    returning n.id`)
  return new Set(rows.map((row) => row.id))
}

export interface ChannelOpening {
  accountId: string
  nodeId: string
  tokenHash: string
  connectionId: string
}

/** Uses the tokens up and makes the nodes Online; an opening whose token does not fit has no line in the answer. */
export async function openChannels(
  tx: Database,
  openings: readonly ChannelOpening[],
  gateway: { id: string; now: Date },
): Promise<readonly OpenedChannel[]> {
  const given = columns(openings, {
    account_id: (o) => o.accountId,
    id: (o) => o.nodeId,
    hash: (o) => o.tokenHash,
    connection: (o) => o.connectionId,
  })
  const { rows } = await tx.db.execute<Line<OpenedChannel>>(sql`
    with given as ${given}, locked as (${lockGiven})
    update ${nodes} n set channel_token_hash = null, channel_token_expires_at = null, offline_after = null,
      gateway_id = ${gateway.id}, connection_id = given.connection, connected_at = ${gateway.now}, last_ping_at = ${gateway.now},
      ping_status = 'Online',
      ping_status_since = case when n.ping_status = 'Online' then n.ping_status_since else ${gateway.now}::timestamptz end
    from given join locked using (id)
    where n.account_id = given.account_id and n.id = given.id
      and n.channel_token_hash = given.hash and n.channel_token_expires_at > ${gateway.now}
    returning n.account_id as "accountId", n.id as "nodeId", n.connection_id as "connectionId", locked.ping_status = 'Online' as "wasOnline",
      locked.gateway_id as "oldGatewayId", locked.connection_id as "oldConnectionId"`)
  return rows
}

/** Only where the closed connection is still the node's; the node stays Online until `offlineAfter`. */
export async function closeChannels(
  tx: Database,
  closings: readonly Closing[],
  times: { now: Date; offlineAfter: Date },
): Promise<readonly NodeName[]> {
  const given = columns(closings, { account_id: (c) => c.accountId, id: (c) => c.nodeId, connection: (c) => c.connectionId })
  const { rows } = await tx.db.execute<Line<NodeName>>(sql`
    with given as ${given}, locked as (${lockGiven})
    update ${nodes} n set gateway_id = null, connection_id = null, last_ping_at = ${times.now}, offline_after = ${times.offlineAfter}
    from given join locked using (id)
    where n.account_id = given.account_id and n.id = given.id and n.connection_id = given.connection
    returning n.account_id as "accountId", n.id as "nodeId"`)
  return rows
}

export async function insertGatewayLease(ctx: Database, gatewayId: string, expiresAt: Date): Promise<void> {
  await ctx.db.insert(gatewayLeases).values({ gatewayId, expiresAt })
}

/** False when the gateway was declared dead in the meantime. */
export async function extendGatewayLease(ctx: Database, gatewayId: string, expiresAt: Date): Promise<boolean> {
  const alive = and(eq(gatewayLeases.gatewayId, gatewayId), eq(gatewayLeases.isDead, false))
  const rows = await ctx.db.update(gatewayLeases).set({ expiresAt }).where(alive).returning({ id: gatewayLeases.gatewayId })
  return rows.length > 0
}

export async function transitionToDeadGateways(tx: Database, now: Date): Promise<void> {
  const expired = and(eq(gatewayLeases.isDead, false), lte(gatewayLeases.expiresAt, now))
  await tx.db.update(gatewayLeases).set({ isDead: true }).where(expired)
}

export async function deleteDeadGateways(tx: Database): Promise<void> {
  await tx.db.execute(sql`delete from ${gatewayLeases} g where g.is_dead
    and not exists (select 1 from ${nodes} n where n.gateway_id = g.gateway_id)`)
}

/** Nodes whose time without a sign of life is over: at most `limit`, oldest first. */
export async function transitionSilentNodes(tx: Database, now: Date, limit: number): Promise<readonly NodeName[]> {
  return markLost(
    tx,
    now,
    sql`select account_id, id from ${nodes} where offline_after <= ${now}
    order by offline_after limit ${limit} for update skip locked`,
  )
}

/** Nodes whose gateway is dead. */
export async function transitionOrphanedNodes(tx: Database, now: Date, limit: number): Promise<readonly NodeName[]> {
  return markLost(
    tx,
    now,
    sql`select n.account_id, n.id from ${nodes} n join ${gatewayLeases} g on g.gateway_id = n.gateway_id
    where g.is_dead limit ${limit} for update of n skip locked`,
  )
}

async function markLost(tx: Database, now: Date, chosen: SQL): Promise<readonly NodeName[]> {
  const { rows } = await tx.db.execute<Line<NodeName>>(sql`
    with chosen as (${chosen})
    update ${nodes} n set ping_status = 'ConnectionLost', ping_status_since = ${now}, offline_after = null, gateway_id = null, connection_id = null
    from chosen where n.account_id = chosen.account_id and n.id = chosen.id
    returning n.account_id as "accountId", n.id as "nodeId"`)
  return rows
}

const lockGiven = sql`select n.id, n.ping_status, n.gateway_id, n.connection_id from ${nodes} n join given
  on n.account_id = given.account_id and n.id = given.id where n.state = 'registered' order by n.id for update of n`

/** The items as a relation with text columns. */
function columns<T>(items: readonly T[], texts: { readonly [column: string]: (item: T) => string }): SQL {
  const names = Object.keys(texts)
  const arrays = Object.values(texts).map((textOf) => sql`${sql.param(items.map(textOf))}::text[]`)
  return sql`(select * from unnest(${sql.join(arrays, sql`, `)}) as t(${sql.raw(names.join(', '))}))`
}
