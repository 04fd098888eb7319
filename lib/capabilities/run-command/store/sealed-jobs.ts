import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { commands } from '../tables'

export interface SealedJob {
  accountId: string
  commandId: string
  sealedJob: Uint8Array
}

/** Of every account; nobody makes another meanwhile. */
export async function lockSealedJobs(tx: Ctx): Promise<readonly SealedJob[]> {
  await tx.db.execute(sql`lock table ${commands} in share row exclusive mode`)
  const { accountId, commandId, sealedJob } = commands
  const rows = await tx.db.select({ accountId, commandId, sealedJob }).from(commands).where(isNotNull(sealedJob))
  return rows.flatMap((row) => (row.sealedJob ? [{ ...row, sealedJob: row.sealedJob }] : []))
}

export async function updateSealedJob(tx: Ctx, { accountId, commandId }: SealedJob, sealedJob: Uint8Array): Promise<void> {
  const same = and(eq(commands.accountId, accountId), eq(commands.commandId, commandId))
  await tx.db.update(commands).set({ sealedJob }).where(same)
}
