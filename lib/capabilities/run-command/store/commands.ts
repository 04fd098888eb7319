import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { isCommandId } from '../model/agent-report'
import type { Command, CommandStep, CommandTarget, DeliveredCommand, Echoed } from '../command'
import type { Counts } from '../model/counts'
import type { JsonObject } from '#lib/wire/parameter-substitution'
import type { CommandDetail } from '#lib/vocabulary/command-status'
import { commands } from '../tables'

type CommandRow = typeof commands.$inferSelect

const deliveredColumns = {
  commandId: commands.commandId,
  requestedAt: commands.requestedAt,
  documentName: commands.documentName,
  document: commands.document,
  jobParameters: commands.jobParameters,
  sealedJob: commands.sealedJob,
  deliveryDeadline: commands.deliveryDeadline,
  totalDeadline: commands.totalDeadline,
  concurrencyLimit: commands.concurrencyLimit,
  errorLimit: commands.errorLimit,
  statusDetails: commands.statusDetails,
  counts: commands.counts,
  steps: commands.steps,
  echoed: commands.echoed,
  cancelled: commands.cancelled,
  endedAt: commands.endedAt,
  timerAt: commands.timerAt,
}

export async function insertCommand(tx: Ctx, command: Command): Promise<void> {
  const { deadlines, limits, detail, ...rest } = command
  await tx.db.insert(commands).values({
    ...rest,
    accountId: tx.caller.accountId,
    deliveryDeadline: deadlines.delivery,
    totalDeadline: deadlines.total,
    concurrencyLimit: limits.concurrency,
    errorLimit: limits.errors,
    statusDetails: detail,
  })
}

/** Locks in the order of ids: whoever changes a command or its invocations holds the command's row first. */
export async function lockCommands(tx: Ctx, commandIds: readonly string[]): Promise<readonly DeliveredCommand[]> {
  if (commandIds.length === 0) return []
  const rows = await tx.db
    .select(deliveredColumns)
    .from(commands)
    .where(and(eq(commands.accountId, tx.caller.accountId), inArray(commands.commandId, [...commandIds])))
    .orderBy(commands.commandId)
    .for('update')
  return rows.map(deliveredOf)
}

export interface CommandProgress {
  commandId: string
  detail: CommandDetail
  counts: Counts
  cancelled: boolean
  endedAt: Date | undefined
  timerAt: Date | undefined
}

export async function updateCommands(tx: Ctx, changes: readonly CommandProgress[]): Promise<void> {
  if (changes.length === 0) return
  await tx.db.execute(sql`
    update ${commands} as c
    set status_details = n.detail, counts = n.counts, cancelled = n.cancelled, ended_at = n.ended_at, timer_at = n.timer_at
    from jsonb_to_recordset(${JSON.stringify(changes.map(progressRow))}::jsonb)
      as n(command_id uuid, detail text, counts jsonb, cancelled boolean, ended_at timestamptz, timer_at timestamptz)
    where c.account_id = ${tx.caller.accountId} and c.command_id = n.command_id`)
}

function progressRow(change: CommandProgress) {
  return {
    command_id: change.commandId,
    detail: change.detail,
    counts: change.counts,
    cancelled: change.cancelled,
    ended_at: change.endedAt ?? null,
    timer_at: change.timerAt ?? null,
  }
}

export async function findCommand(ctx: Ctx, commandId: string): Promise<Command | undefined> {
  if (!isCommandId(commandId)) return undefined
  const rows = await ctx.db
    .select()
    .from(commands)
    .where(and(eq(commands.accountId, ctx.caller.accountId), eq(commands.commandId, commandId)))
  return rows[0] && commandOf(rows[0])
}

export async function requireCommand(ctx: Ctx, commandId: string): Promise<Command> {
  const command = await findCommand(ctx, commandId)
  if (!command) throw new ApiError('InvalidCommandId', `There is no command ${commandId}.`)
  return command
}

export async function findCommands(ctx: Ctx, commandIds: readonly string[]): Promise<ReadonlyMap<string, Command>> {
  if (commandIds.length === 0) return new Map()
  const rows = await ctx.db
    .select()
    .from(commands)
    .where(and(eq(commands.accountId, ctx.caller.accountId), inArray(commands.commandId, [...commandIds])))
  return new Map(rows.map((row) => [row.commandId, commandOf(row)]))
}

type DeliveredRow = Pick<CommandRow, keyof typeof deliveredColumns>

/** The guarantee behind the casts here: only this file writes these columns, from the same types. */
function deliveredOf(row: DeliveredRow): DeliveredCommand {
  return {
    commandId: row.commandId,
    requestedAt: row.requestedAt,
    documentName: row.documentName,
    document: row.document as JsonObject,
    jobParameters: row.jobParameters as JsonObject,
    sealedJob: row.sealedJob ?? undefined,
    deadlines: { delivery: row.deliveryDeadline, total: row.totalDeadline },
    limits: { concurrency: row.concurrencyLimit, errors: row.errorLimit },
    detail: row.statusDetails as CommandDetail,
    counts: row.counts as Counts,
    steps: row.steps as readonly CommandStep[],
    echoed: row.echoed as Echoed,
    cancelled: row.cancelled,
    endedAt: row.endedAt ?? undefined,
    timerAt: row.timerAt ?? undefined,
  }
}

export function commandOf(row: CommandRow): Command {
  return {
    ...deliveredOf(row),
    requestedBy: row.requestedBy,
    source: row.source,
    documentVersion: row.documentVersion,
    comment: row.comment,
    parameters: row.parameters as Command['parameters'],
    instanceIds: row.instanceIds as readonly string[],
    targets: row.targets as readonly CommandTarget[],
    timeoutSeconds: row.timeoutSeconds,
    maxConcurrency: row.maxConcurrency,
    maxErrors: row.maxErrors,
  }
}

/** Commands that are not over. */
export function countOpenCommands(ctx: Ctx): Promise<number> {
  return ctx.db.$count(commands, and(eq(commands.accountId, ctx.caller.accountId), isNull(commands.endedAt)))
}
