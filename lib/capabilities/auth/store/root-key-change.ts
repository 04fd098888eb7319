import { and, eq, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { accessKeys, secondFactors } from '../tables'

type AccessKey = Pick<typeof accessKeys.$inferSelect, 'accountId' | 'accessKeyId' | 'sealedSecret'>
type SecondFactor = Pick<typeof secondFactors.$inferSelect, 'id' | 'secret' | 'backupCodes'>

/** Of every account; nobody makes another meanwhile. */
export async function lockAllSecrets(
  tx: Ctx,
): Promise<{ accessKeys: readonly AccessKey[]; secondFactors: readonly SecondFactor[] }> {
  await tx.db.execute(sql`lock table ${accessKeys}, ${secondFactors} in share row exclusive mode`)
  return { accessKeys: await tx.db.select().from(accessKeys), secondFactors: await tx.db.select().from(secondFactors) }
}

export async function updateSecret(tx: Ctx, { accountId, accessKeyId }: AccessKey, sealedSecret: Uint8Array): Promise<void> {
  const same = and(eq(accessKeys.accountId, accountId), eq(accessKeys.accessKeyId, accessKeyId))
  await tx.db.update(accessKeys).set({ sealedSecret }).where(same)
}

export async function updateSecondFactor(tx: Ctx, { id, secret, backupCodes }: SecondFactor): Promise<void> {
  await tx.db.update(secondFactors).set({ secret, backupCodes }).where(eq(secondFactors.id, id))
}
