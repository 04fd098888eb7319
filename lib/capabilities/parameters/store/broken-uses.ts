import { and, desc, eq, lt, notExists, or, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { parameters, parameterUses } from '../tables'
import type { ParameterUse, UsePage } from './uses'

/** Of a name that has no parameter, the latest first. */
export async function listBrokenUses(ctx: Ctx, { key, after, limit }: UsePage): Promise<readonly ParameterUse[]> {
  const { accountId } = ctx.caller
  const isThere = ctx.db
    .select({ one: sql`1` })
    .from(parameters)
    .where(and(eq(parameters.accountId, accountId), eq(parameters.key, key)))
  const earlier =
    after &&
    or(
      lt(parameterUses.usedAt, after.usedAt),
      and(eq(parameterUses.usedAt, after.usedAt), lt(parameterUses.usedBy, after.usedBy)),
    )
  return ctx.db
    .select()
    .from(parameterUses)
    .where(and(eq(parameterUses.accountId, accountId), eq(parameterUses.key, key), notExists(isThere), earlier))
    .orderBy(desc(parameterUses.usedAt), desc(parameterUses.usedBy))
    .limit(limit)
}
