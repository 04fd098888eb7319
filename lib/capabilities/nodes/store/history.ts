import { and, eq, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { historyKept, type StatusChange } from '../model/history'
import { nodeHistories } from '../tables'

export interface NodeChange extends StatusChange {
  accountId: string
  nodeId: string
}

/** At most one change of a node in one call. */
export async function recordChanges(tx: Pick<Ctx, 'db'>, changes: readonly NodeChange[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ accountId, nodeId, at, change, reason }) => ({
    accountId,
    nodeId,
    changes: [{ at, change, reason }],
  }))
  const last = sql.raw(`'$[0 to ${historyKept - 1}]'`)
  await tx.db
    .insert(nodeHistories)
    .values(rows)
    .onConflictDoUpdate({
      target: [nodeHistories.accountId, nodeHistories.nodeId],
      set: { changes: sql`jsonb_path_query_array(excluded.changes || ${nodeHistories.changes}, ${last})` },
    })
}

export async function findHistory(ctx: Ctx, nodeId: string): Promise<readonly StatusChange[]> {
  const rows = await ctx.db
    .select({ changes: nodeHistories.changes })
    .from(nodeHistories)
    .where(and(eq(nodeHistories.accountId, ctx.caller.accountId), eq(nodeHistories.nodeId, nodeId)))
  return rows[0]?.changes ?? []
}
