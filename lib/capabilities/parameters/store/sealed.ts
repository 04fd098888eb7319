import { and, asc, eq, isNotNull, lt, min, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { parameters, parameterVersions } from '../tables'

export interface SealedVersion {
  accountId: string
  key: string
  name: string
  version: number
  sealed: Uint8Array
  sealingKeyId: string
  sealingKeyVersion: number
}

export interface OldestSealing {
  accountId: string
  sealingKeyId: string
  oldest: number
}

/** Of every account, for each key the earliest of its versions that something is still sealed with. */
export async function listOldestSealings(ctx: Ctx): Promise<readonly OldestSealing[]> {
  const rows = await ctx.db
    .select({
      accountId: parameterVersions.accountId,
      sealingKeyId: parameterVersions.sealingKeyId,
      oldest: min(parameterVersions.sealingKeyVersion),
    })
    .from(parameterVersions)
    .where(isNotNull(parameterVersions.sealingKeyId))
    .groupBy(parameterVersions.accountId, parameterVersions.sealingKeyId)
  return rows.flatMap(({ accountId, sealingKeyId, oldest }) =>
    sealingKeyId === null || oldest === null ? [] : [{ accountId, sealingKeyId, oldest }],
  )
}

export interface SealedPage {
  /** Left out: of every key. */
  sealingKeyId?: string
  /** Only what a version of the key before this one sealed. */
  before?: number
  after: SealedVersion | undefined
  limit: number
}

/** Of the caller's account, in the order of keys and versions. */
export async function listSealed(
  ctx: Ctx,
  { sealingKeyId, before, after, limit }: SealedPage,
): Promise<readonly SealedVersion[]> {
  const rows = await ctx.db
    .select({
      accountId: parameterVersions.accountId,
      key: parameterVersions.key,
      name: parameters.name,
      version: parameterVersions.version,
      sealed: parameterVersions.sealed,
      sealingKeyId: parameterVersions.sealingKeyId,
      sealingKeyVersion: parameterVersions.sealingKeyVersion,
    })
    .from(parameterVersions)
    .innerJoin(parameters, and(eq(parameters.accountId, parameterVersions.accountId), eq(parameters.key, parameterVersions.key)))
    .where(
      and(
        eq(parameterVersions.accountId, ctx.caller.accountId),
        isNotNull(parameterVersions.sealingKeyId),
        sealingKeyId === undefined ? undefined : eq(parameterVersions.sealingKeyId, sealingKeyId),
        before === undefined ? undefined : lt(parameterVersions.sealingKeyVersion, before),
        after && sql`(${parameterVersions.key}, ${parameterVersions.version}) > (${after.key}, ${after.version})`,
      ),
    )
    .orderBy(asc(parameterVersions.key), asc(parameterVersions.version))
    .limit(limit)
  // The guarantee of the cast: what has a sealing key has all three.
  return rows as readonly SealedVersion[]
}

/** Unless it was sealed anew meanwhile. */
export async function updateSealed(
  ctx: Ctx,
  { accountId, key, version, sealingKeyVersion }: SealedVersion,
  change: { sealed: Uint8Array; sealingKeyVersion: number },
): Promise<void> {
  const same = and(
    eq(parameterVersions.accountId, accountId),
    eq(parameterVersions.key, key),
    eq(parameterVersions.version, version),
    eq(parameterVersions.sealingKeyVersion, sealingKeyVersion),
  )
  await ctx.db.update(parameterVersions).set(change).where(same)
}
