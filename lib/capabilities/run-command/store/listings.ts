import { and, asc, desc, eq, getTableColumns, gt, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { CommandDetail, InvocationDetail } from '#lib/vocabulary/command-status'
import type { Ctx } from '#lib/platform/context'
import type { Command } from '../command'
import { commandInvocations as invocations, commands } from '../tables'
import { commandOf } from './commands'
import { invocationOf, type StoredInvocation } from './invocations'

interface Query {
  commandId?: string | undefined
  nodeId?: string | undefined
  after?: Date | undefined
  before?: Date | undefined
  documentName?: string | undefined
  limit: number
}

export interface CommandQuery extends Query {
  details?: readonly CommandDetail[] | undefined
  /** Key of the last row of the page before. */
  from?: { requestedAt: Date; commandId: string } | undefined
}

/** Newest first. With a node, by the invocations of that node. */
export async function listCommands(ctx: Ctx, query: CommandQuery): Promise<readonly Command[]> {
  const at = query.nodeId ? invocations.requestedAt : commands.requestedAt
  const id = query.nodeId ? invocations.commandId : commands.commandId
  const { from } = query
  const where = and(
    eq(commands.accountId, ctx.caller.accountId),
    query.commandId ? eq(commands.commandId, query.commandId) : undefined,
    query.nodeId ? and(eq(invocations.accountId, ctx.caller.accountId), eq(invocations.nodeId, query.nodeId)) : undefined,
    query.after ? gte(at, query.after) : undefined,
    query.before ? lte(at, query.before) : undefined,
    query.documentName ? eq(commands.documentName, query.documentName) : undefined,
    query.details ? inArray(commands.statusDetails, [...query.details]) : undefined,
    from ? sql`(${at}, ${id}) < (${from.requestedAt.toISOString()}::timestamptz, ${from.commandId}::uuid)` : undefined,
  )
  const all = ctx.db.select(getTableColumns(commands)).from(commands).$dynamic()
  const selected = query.nodeId ? all.innerJoin(invocations, sameCommand) : all
  const rows = await selected.where(where).orderBy(desc(at), desc(id)).limit(query.limit)
  return rows.map(commandOf)
}

const sameCommand = and(eq(invocations.accountId, commands.accountId), eq(invocations.commandId, commands.commandId))

export interface InvocationQuery extends Query {
  details?: readonly InvocationDetail[] | undefined
  from?: { requestedAt: Date; commandId: string; nodeId: string } | undefined
}

/** Of one command by node id; else newest first. */
export async function listInvocations(ctx: Ctx, query: InvocationQuery): Promise<readonly StoredInvocation[]> {
  const order = query.commandId
    ? [asc(invocations.nodeId)]
    : [desc(invocations.requestedAt), desc(invocations.commandId), desc(invocations.nodeId)]
  const rows = await ctx.db
    .select()
    .from(invocations)
    .where(
      and(
        eq(invocations.accountId, ctx.caller.accountId),
        query.commandId ? eq(invocations.commandId, query.commandId) : undefined,
        query.nodeId ? eq(invocations.nodeId, query.nodeId) : undefined,
        query.after ? gte(invocations.requestedAt, query.after) : undefined,
        query.before ? lte(invocations.requestedAt, query.before) : undefined,
        query.details ? inArray(invocations.statusDetails, [...query.details]) : undefined,
        query.documentName ? ofDocument(query.documentName) : undefined,
        afterKey(query),
      ),
    )
    .orderBy(...order)
    .limit(query.limit)
  return rows.map(invocationOf)
}

function afterKey({ from, commandId }: InvocationQuery): SQL | undefined {
  if (!from) return undefined
  if (commandId) return gt(invocations.nodeId, from.nodeId)
  const at = sql`${from.requestedAt.toISOString()}::timestamptz`
  return sql`(${invocations.requestedAt}, ${invocations.commandId}, ${invocations.nodeId}) < (${at}, ${from.commandId}::uuid, ${from.nodeId})`
}

function ofDocument(documentName: string): SQL {
  return sql`exists (select 1 from ${commands} where ${sameCommand} and ${commands.documentName} = ${documentName})`
}

export interface ListedNode {
  nodeId: string
  nodeName: string
  detail: InvocationDetail
  /** When its first step began, as far as it was reported. */
  startedAt: Date | undefined
}

/** The nodes of a command by id, with nothing of what they said. */
export async function listCommandNodes(
  ctx: Ctx,
  commandId: string,
  page: { details: readonly InvocationDetail[] | undefined; after: string; limit: number },
): Promise<readonly ListedNode[]> {
  const { rows } = await ctx.db.execute<{ node_id: string; node_name: string; detail: string; started_at: string | null }>(sql`
    select i.node_id, i.node_name, i.status_details as detail,
      coalesce((select min(p.started_at) from command_plugins p where p.account_id = i.account_id
        and p.command_id = i.command_id and p.node_id = i.node_id), i.accepted_at) as started_at
    from ${invocations} as i
    where i.account_id = ${ctx.caller.accountId} and i.command_id = ${commandId} and i.node_id > ${page.after}
      and ${page.details ? sql`i.status_details = any(${sql.param([...page.details])}::text[])` : sql`true`}
    order by i.node_id limit ${page.limit}`)
  return rows.map((row) => ({
    nodeId: row.node_id,
    nodeName: row.node_name,
    detail: row.detail as InvocationDetail,
    startedAt: row.started_at === null ? undefined : new Date(row.started_at),
  }))
}

/** Nodes whose invocation has something to search, in the order of ids. */
export async function listNodesWithOutput(
  ctx: Ctx,
  commandId: string,
  page: { after: string; limit: number },
): Promise<readonly StoredInvocation[]> {
  const rows = await ctx.db
    .select()
    .from(invocations)
    .where(
      and(
        eq(invocations.accountId, ctx.caller.accountId),
        eq(invocations.commandId, commandId),
        gt(invocations.nodeId, page.after),
      ),
    )
    .orderBy(asc(invocations.nodeId))
    .limit(page.limit)
  return rows.map(invocationOf)
}

/** How many invocations ended since a moment: the rate of a running command. */
export async function countEndedSince(ctx: Ctx, commandId: string, since: Date): Promise<number> {
  const rows = await ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(invocations)
    .where(
      and(
        eq(invocations.accountId, ctx.caller.accountId),
        eq(invocations.commandId, commandId),
        gte(invocations.endedAt, since),
        lt(invocations.endedAt, ctx.clock.now()),
      ),
    )
  return rows[0]?.count ?? 0
}
