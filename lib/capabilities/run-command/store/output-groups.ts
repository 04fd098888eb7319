import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import type { InvocationDetail } from '#lib/vocabulary/command-status'
import type { CommandSelection } from '../model/command-targets'

/** Alike: what names a node, its addresses and times do not count. Exact: they do. */
export type Likeness = 'alike' | 'exact'

export interface OutputGroup {
  groupId: string
  detail: InvocationDetail
  code: number | undefined
  count: number
  nodeIds: readonly string[]
}

/** Ended invocations of a command by what all their steps printed and how they exited. */
export async function listOutputGroups(
  ctx: Ctx,
  commandId: string,
  page: { likeness: Likeness; samples: number; limit: number },
): Promise<readonly OutputGroup[]> {
  const { rows } = await ctx.db.execute<{ detail: string; id: string; code: number | null; count: number; nodes: string[] }>(sql`
    with said as (${said(ctx, commandId, page.likeness)})
    select detail, id, min(code) as code, count(*)::int as count,
      (array_agg(node_id order by node_id))[1:${sql.raw(String(page.samples))}] as nodes
    from said group by detail, id order by count desc, min(node_id) limit ${page.limit}`)
  return rows.map((row) => ({
    groupId: row.id,
    detail: row.detail as InvocationDetail,
    code: row.code ?? undefined,
    count: row.count,
    nodeIds: row.nodes,
  }))
}

/** Each ended node with the group it is in. The letter before the id tells which likeness made it. */
function said(ctx: Ctx, commandId: string, likeness: Likeness): SQL {
  const hash = likeness === 'exact' ? sql`p.output_hash` : sql`coalesce(nullif(p.alike_hash, ''), p.output_hash)`
  return sql`
    select i.node_id, i.status_details as detail,
      ${`${likeness === 'exact' ? 'e' : 'a'}-`} || md5(i.status_details ||
        coalesce(string_agg(p.step || ':' || p.code || ':' || ${hash}, ',' order by p.step), '')) as id,
      (array_agg(p.code order by p.ended_at desc nulls last))[1] as code
    from command_invocations i
    left join command_plugins p on p.account_id = i.account_id and p.command_id = i.command_id and p.node_id = i.node_id
    where i.account_id = ${ctx.caller.accountId} and i.command_id = ${commandId} and i.stage = 'ended'
    group by i.node_id, i.status_details`
}

/** Ids of the nodes of a command that are selected, in their order. */
export async function listSelectedNodes(
  ctx: Ctx,
  selection: CommandSelection,
  page: { after: string; limit: number },
): Promise<readonly string[]> {
  const { rows } = await ctx.db.execute<{ node_id: string }>(sql`
    select node_id from (${selected(ctx, selection)}) as selected
    where node_id > ${page.after} order by node_id limit ${page.limit}`)
  return rows.map((row) => row.node_id)
}

function selected(ctx: Ctx, selection: CommandSelection): SQL {
  const { commandId } = selection
  if (selection.by === 'status')
    return sql`select node_id from command_invocations where account_id = ${ctx.caller.accountId}
      and command_id = ${commandId} and status_details = any(${sql.param([...selection.details])}::text[])`
  const ids = sql.param([...selection.groupIds])
  return sql`
    select node_id from (${said(ctx, commandId, 'alike')}) as a where id = any(${ids}::text[])
    union select node_id from (${said(ctx, commandId, 'exact')}) as e where id = any(${ids}::text[])`
}
