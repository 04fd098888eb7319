import { and, asc, eq, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { commandInvocations, commandOutputChunks, commandOutputs, commandPlugins, commands } from '../tables'

export interface CommandKey {
  accountId: string
  commandId: string
}

/** Open commands of all accounts whose timer should have gone off before this, oldest first. */
export async function listForgotten(ctx: Ctx, before: Date, limit: number): Promise<readonly CommandKey[]> {
  return ctx.db
    .select({ accountId: commands.accountId, commandId: commands.commandId })
    .from(commands)
    .where(and(isNull(commands.endedAt), or(isNull(commands.timerAt), lt(commands.timerAt, before))))
    .orderBy(asc(commands.timerAt))
    .limit(limit)
}

/** Ended commands of the account that were requested before this, oldest first. */
export async function listExpired(ctx: Ctx, before: Date, limit: number): Promise<readonly string[]> {
  const rows = await ctx.db
    .select({ commandId: commands.commandId })
    .from(commands)
    .where(and(eq(commands.accountId, ctx.caller.accountId), lt(commands.requestedAt, before), isNotNull(commands.endedAt)))
    .orderBy(asc(commands.requestedAt))
    .limit(limit)
  return rows.map((row) => row.commandId)
}

export async function listBlobKeys(ctx: Ctx, commandId: string): Promise<readonly string[]> {
  const rows = await ctx.db
    .select({ blobKey: commandOutputs.blobKey })
    .from(commandOutputs)
    .where(
      and(
        eq(commandOutputs.accountId, ctx.caller.accountId),
        eq(commandOutputs.commandId, commandId),
        isNotNull(commandOutputs.blobKey),
      ),
    )
  return rows.flatMap((row) => row.blobKey ?? [])
}

/** The command goes last, so that an interrupted deletion is begun again. */
export async function deleteCommands(tx: Ctx, commandIds: readonly string[]): Promise<void> {
  if (commandIds.length === 0) return
  for (const table of [commandOutputChunks, commandOutputs, commandPlugins, commandInvocations, commands]) {
    await tx.db.delete(table).where(and(eq(table.accountId, tx.caller.accountId), inArray(table.commandId, [...commandIds])))
  }
}
