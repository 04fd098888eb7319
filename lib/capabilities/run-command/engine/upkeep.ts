import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { deleteCommands, listBlobKeys, listExpired, listForgotten } from '../store/upkeep'
import { inAccount } from './account'
import { advance } from './advance'

const forgottenAfterMs = 60_000
const commandsPerRun = 100

/** The timer of a command is a job; should the queue have lost it, the command is found by its own time. */
export async function recoverCommands(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - forgottenAfterMs)
  for (const { accountId, commandId } of await listForgotten(ctx, before, commandsPerRun)) {
    await advance(inAccount(ctx, accountId), commandId)
  }
}

/** Blobs first: a row without its blob is found again, a blob without its row never. */
export async function deleteOldCommands(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - ctx.config.limits.commandDays * 86_400_000)
  for (;;) {
    const commandIds = await listExpired(ctx, before, commandsPerRun)
    for (const commandId of commandIds) {
      for (const key of await listBlobKeys(ctx, commandId)) await ctx.blobs.delete(key)
    }
    await transact(ctx, (tx) => deleteCommands(tx, commandIds))
    if (commandIds.length < commandsPerRun) return
  }
}
