import { and, asc, count, countDistinct, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { parameters, parameterUses, parameterVersions } from '../tables'

export interface KeyUse {
  sealingKeyId: string
  parameters: number
  versions: number
}

/** How much each of these keys seals; keys that seal nothing are not among them. */
export async function countSealedBy(ctx: Ctx, keyIds: readonly string[]): Promise<readonly KeyUse[]> {
  const rows = await ctx.db
    .select({
      sealingKeyId: parameterVersions.sealingKeyId,
      parameters: countDistinct(parameterVersions.key),
      versions: count(),
    })
    .from(parameterVersions)
    .where(and(eq(parameterVersions.accountId, ctx.caller.accountId), inArray(parameterVersions.sealingKeyId, [...keyIds])))
    .groupBy(parameterVersions.sealingKeyId)
  return rows.flatMap(({ sealingKeyId, ...counts }) => (sealingKeyId === null ? [] : [{ sealingKeyId, ...counts }]))
}

export interface SealedParameter {
  key: string
  name: string
  /** Whether the newest version is among those that the key seals. */
  isPresent: boolean
  versions: number
  /** What referred to it lately: commands by the name of their document. */
  usedBy: readonly string[]
}

const mostUsers = 5

/** What the key seals, a row for each parameter, by key. */
export async function listSealedBy(
  ctx: Ctx,
  sealingKeyId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<readonly SealedParameter[]> {
  const users = sql<string[]>`array(
    select detail from (
      select ${parameterUses.detail} as detail, max(${parameterUses.usedAt}) as last from ${parameterUses}
      where ${parameterUses.accountId} = ${parameters.accountId} and ${parameterUses.key} = ${parameters.key}
      group by ${parameterUses.detail} order by last desc limit ${mostUsers}
    ) as users)`
  return ctx.db
    .select({
      key: parameters.key,
      name: parameters.name,
      isPresent: sql<boolean>`bool_or(${parameterVersions.version} = ${parameters.version})`,
      versions: count(),
      usedBy: users,
    })
    .from(parameterVersions)
    .innerJoin(parameters, and(eq(parameters.accountId, parameterVersions.accountId), eq(parameters.key, parameterVersions.key)))
    .where(
      and(
        eq(parameterVersions.accountId, ctx.caller.accountId),
        eq(parameterVersions.sealingKeyId, sealingKeyId),
        after === undefined ? undefined : gt(parameterVersions.key, after),
      ),
    )
    .groupBy(parameters.accountId, parameters.key)
    .orderBy(asc(parameters.key))
    .limit(limit)
}
