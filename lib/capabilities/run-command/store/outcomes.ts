import { sql } from 'drizzle-orm'
import { type CommandDetail, commandDetails, commandMeanings } from '#lib/vocabulary/command-status'
import type { Ctx } from '#lib/platform/context'
import { commands } from '../tables'

export interface DocumentOutcome {
  documentName: string
  last: { commandId: string; requestedAt: Date; requestedBy: string; detail: CommandDetail }
  /** Of those begun since the moment asked for, the newest `limit`: how many ended, and how many of them well. Cancelled ones are neither. */
  ended: number
  succeeded: number
  isCut: boolean
}

interface Row extends Record<string, unknown> {
  name: string
  command_id: string
  requested_at: string
  requested_by: string
  status_details: string
  looked: number
  ended: number
  succeeded: number
}

const judged = commandDetails.filter((detail) => commandMeanings[detail].isTerminal && detail !== 'Cancelled')

/** Documents that nobody has run are left out, and so are tests of texts that were not saved. All by one index, a bounded part of it for each name. */
export async function listOutcomes(
  ctx: Ctx,
  names: readonly string[],
  { since, limit }: { since: Date; limit: number },
): Promise<readonly DocumentOutcome[]> {
  const isRun = sql`c.account_id = ${ctx.caller.accountId} and c.document_name = n.name and c.document_version not like 'trial-%'`
  const { rows } = await ctx.db.execute<Row>(sql`
    select n.name, l.command_id, l.requested_at, l.requested_by, l.status_details, r.looked, r.ended, r.succeeded
    from unnest(${sql.param([...new Set(names)])}::text[]) as n(name)
    cross join lateral (
      select c.command_id, c.requested_at, c.requested_by, c.status_details from ${commands} as c
      where ${isRun} order by c.requested_at desc, c.command_id desc limit 1
    ) as l
    cross join lateral (
      select count(*)::int as looked, (count(*) filter (where status_details = 'Success'))::int as succeeded,
        (count(*) filter (where status_details = any(${sql.param([...judged])}::text[])))::int as ended
      from (
        select c.status_details from ${commands} as c where ${isRun} and c.requested_at >= ${since.toISOString()}::timestamptz
        order by c.requested_at desc, c.command_id desc limit ${limit + 1}
      ) as newest
    ) as r`)
  return rows.map((row) => ({
    documentName: row.name,
    last: {
      commandId: row.command_id,
      requestedAt: new Date(row.requested_at),
      requestedBy: row.requested_by,
      detail: row.status_details as CommandDetail,
    },
    ended: row.ended,
    succeeded: row.succeeded,
    isCut: row.looked > limit,
  }))
}
