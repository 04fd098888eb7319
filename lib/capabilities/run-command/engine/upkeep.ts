import { settingOf } from '#lib/capabilities/settings/index'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { outputFolder } from '../model/output-object'
import { findCommands } from '../store/commands'
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
  const areObjectsDeleted = (await settingOf(ctx, '/quarterdeck/run-command/output-objects')) === 'DeleteWithCommand'
  for (;;) {
    const commandIds = await listExpired(ctx, before, commandsPerRun)
    if (areObjectsDeleted) await deleteOutputObjects(ctx, commandIds)
    for (const commandId of commandIds) {
      for (const key of await listBlobKeys(ctx, commandId)) await ctx.blobs.delete(key)
    }
    await transact(ctx, (tx) => deleteCommands(tx, commandIds))
    if (commandIds.length < commandsPerRun) return
  }
}

const objectsAtOnce = 1_000

/** What commands wrote to output buckets; others may write there too, and theirs stays. */
async function deleteOutputObjects(ctx: Ctx, commandIds: readonly string[]): Promise<void> {
  for (const command of (await findCommands(ctx, commandIds)).values()) {
    const folder = outputFolder(ctx.caller.accountId, command)
    if (!folder) continue
    for (let after: string | undefined = ''; after !== undefined; ) {
      const keys = await ctx.blobs.list(folder, { ...(after !== '' && { after }), limit: objectsAtOnce })
      for (const key of keys) await ctx.blobs.delete(key)
      after = keys.length === objectsAtOnce ? keys.at(-1) : undefined
    }
  }
}
