import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import type { ReplyStatus } from '#lib/wire/job-reply'
import { finalRank, type StepReport, stepRank } from '../model/agent-report'
import { commandPlugins as plugins } from '../tables'

export interface ReportedStep extends StepReport {
  commandId: string
  nodeId: string
  outputHash: string
  alikeHash: string
}

/** Merges by step in one statement: a better report replaces, a worse or late one is passed over. At most one per step. */
export async function mergePlugins(tx: Ctx, reports: readonly ReportedStep[]): Promise<void> {
  if (reports.length === 0) return
  await tx.db.execute(sql`
    insert into ${plugins} as p (account_id, command_id, node_id, step, plugin, status, rank, code, started_at, ended_at, output,
      standard_output, standard_error, output_hash, alike_hash)
    select ${tx.caller.accountId}, n.* from json_to_recordset(${JSON.stringify(reports.map(pluginRow))}::json) as n(command_id uuid,
      node_id text, step text, plugin text, status text, rank smallint, code int, started_at timestamptz, ended_at timestamptz,
      output text, standard_output text, standard_error text, output_hash text, alike_hash text)
    on conflict (account_id, command_id, node_id, step) do update
    set plugin = excluded.plugin, status = excluded.status, rank = excluded.rank, code = excluded.code,
      started_at = coalesce(excluded.started_at, p.started_at), ended_at = excluded.ended_at, output = excluded.output,
      standard_output = excluded.standard_output, standard_error = excluded.standard_error, output_hash = excluded.output_hash,
      alike_hash = excluded.alike_hash
    where excluded.rank > p.rank and p.rank < ${finalRank}`)
}

function pluginRow(report: ReportedStep) {
  return {
    command_id: report.commandId,
    node_id: report.nodeId,
    step: report.step,
    plugin: report.plugin,
    status: report.status,
    rank: stepRank(report.status),
    code: report.code,
    started_at: report.startedAt,
    ended_at: report.endedAt,
    output: report.output,
    standard_output: report.standardOutput,
    standard_error: report.standardError,
    output_hash: report.outputHash,
    alike_hash: report.alikeHash,
  }
}

export async function updateOutputHashes(
  tx: Ctx,
  step: { commandId: string; nodeId: string; step: string },
  hashes: { outputHash: string; alikeHash: string },
): Promise<void> {
  await tx.db
    .update(plugins)
    .set(hashes)
    .where(
      and(
        eq(plugins.accountId, tx.caller.accountId),
        eq(plugins.commandId, step.commandId),
        eq(plugins.nodeId, step.nodeId),
        eq(plugins.step, step.step),
      ),
    )
}

export async function listPlugins(ctx: Ctx, commandId: string, nodeId: string): Promise<readonly ReportedStep[]> {
  return (await listPluginsOf(ctx, [{ commandId, nodeId }])).filter((report) => report.nodeId === nodeId)
}

/** Of several invocations at once; the caller picks its own by command and node. */
export async function listPluginsOf(
  ctx: Ctx,
  keys: readonly { commandId: string; nodeId: string }[],
): Promise<readonly ReportedStep[]> {
  if (keys.length === 0) return []
  const commandIds = [...new Set(keys.map((key) => key.commandId))]
  const nodeIds = [...new Set(keys.map((key) => key.nodeId))]
  const rows = await ctx.db
    .select()
    .from(plugins)
    .where(
      and(eq(plugins.accountId, ctx.caller.accountId), inArray(plugins.commandId, commandIds), inArray(plugins.nodeId, nodeIds)),
    )
  return rows.map(reportOf)
}

function reportOf(row: typeof plugins.$inferSelect): ReportedStep {
  return {
    commandId: row.commandId,
    nodeId: row.nodeId,
    step: row.step,
    plugin: row.plugin,
    status: row.status as ReplyStatus,
    code: row.code,
    startedAt: row.startedAt ?? undefined,
    endedAt: row.endedAt ?? undefined,
    output: row.output,
    standardOutput: row.standardOutput,
    standardError: row.standardError,
    outputHash: row.outputHash,
    alikeHash: row.alikeHash,
  }
}
