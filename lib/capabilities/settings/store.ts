import { and, eq } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { type SettingId, settings } from './model'
import { serviceSettings } from './tables'

export type Changed = typeof serviceSettings.$inferSelect

/** Of whose account, and where. */
type Reader = Pick<Ctx, 'db'> & { caller: { accountId: string } }

export async function findChanged(ctx: Reader, id: SettingId): Promise<Changed | undefined> {
  const rows = await ctx.db.select().from(serviceSettings).where(isSetting(ctx, id))
  return rows[0]
}

export async function settingOf(ctx: Reader, id: SettingId): Promise<string> {
  return (await findChanged(ctx, id))?.value ?? settings[id].default
}

/** Of settings that are whole numbers. */
export async function countOf(ctx: Ctx, id: SettingId): Promise<number> {
  return Number(await settingOf(ctx, id))
}

export async function upsertSetting(tx: Ctx, change: Changed): Promise<void> {
  const { value, changedAt, changedBy } = change
  await tx.db
    .insert(serviceSettings)
    .values(change)
    .onConflictDoUpdate({
      target: [serviceSettings.accountId, serviceSettings.settingId],
      set: { value, changedAt, changedBy },
    })
}

export async function deleteSetting(tx: Ctx, id: SettingId): Promise<void> {
  await tx.db.delete(serviceSettings).where(isSetting(tx, id))
}

function isSetting(ctx: Reader, id: SettingId) {
  return and(eq(serviceSettings.accountId, ctx.caller.accountId), eq(serviceSettings.settingId, id))
}
