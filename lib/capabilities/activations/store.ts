import { and, asc, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { attemptsAtOnce, attemptsPerSecond, type DescribeFilter } from './model'
import { activations, registrationAttempts } from './tables'

export type Activation = typeof activations.$inferSelect

export async function insertActivation(tx: Ctx, activation: typeof activations.$inferInsert): Promise<void> {
  await tx.db.insert(activations).values(activation)
}

export async function deleteActivation(tx: Ctx, id: string): Promise<boolean> {
  const gone = await tx.db
    .delete(activations)
    .where(and(eq(activations.accountId, tx.caller.accountId), eq(activations.id, id)))
    .returning({ id: activations.id })
  return gone.length > 0
}

export interface DescribeQuery {
  filters: readonly DescribeFilter[]
  after: string | undefined
  limit: number
}

export async function listActivations(ctx: Ctx, query: DescribeQuery): Promise<readonly Activation[]> {
  const after = query.after === undefined ? undefined : gt(activations.id, query.after)
  return ctx.db
    .select()
    .from(activations)
    .where(and(eq(activations.accountId, ctx.caller.accountId), ...query.filters.map(filterSql), after))
    .orderBy(asc(activations.id))
    .limit(query.limit)
}

function filterSql({ kind, values }: DescribeFilter): SQL {
  const columns = { ids: activations.id, names: activations.defaultInstanceName, roles: activations.iamRole }
  return inArray(columns[kind], [...values])
}

/** By id alone: whoever registers does not know the account. */
export async function findActivation(ctx: Ctx, id: string): Promise<Activation | undefined> {
  const rows = await ctx.db.select().from(activations).where(eq(activations.id, id))
  return rows[0]
}

/** Takes one registration of the activation; false when it is expired, exhausted or gone. */
export async function transitionUseOne(tx: Ctx, activation: Pick<Activation, 'accountId' | 'id'>): Promise<boolean> {
  const used = await tx.db
    .update(activations)
    .set({ registrationsCount: sql`${activations.registrationsCount} + 1` })
    .where(
      and(
        eq(activations.accountId, activation.accountId),
        eq(activations.id, activation.id),
        lt(activations.registrationsCount, activations.registrationLimit),
        gt(activations.expiresAt, tx.clock.now()),
      ),
    )
    .returning({ id: activations.id })
  return used.length > 0
}

/** Takes one token from the bucket of the address; false when it is empty. */
export async function takeAttempt(ctx: Ctx, sourceIp: string): Promise<boolean> {
  const now = ctx.clock.now()
  const { tokens, refilledAt } = registrationAttempts
  const elapsed = sql`greatest(0, extract(epoch from ${now}::timestamptz - ${refilledAt}))`
  const refilled = sql`least(${attemptsAtOnce}::float8, ${tokens} + ${elapsed} * ${attemptsPerSecond}::float8)`
  const taken = await ctx.db
    .insert(registrationAttempts)
    .values({ sourceIp, tokens: attemptsAtOnce - 1, refilledAt: now })
    .onConflictDoUpdate({
      target: registrationAttempts.sourceIp,
      set: { tokens: sql`${refilled} - 1`, refilledAt: now },
      setWhere: sql`${refilled} >= 1`,
    })
    .returning({ sourceIp: registrationAttempts.sourceIp })
  return taken.length > 0
}

/** Puts back what `takeAttempt` took. */
export async function returnAttempt(ctx: Ctx, sourceIp: string): Promise<void> {
  await ctx.db
    .update(registrationAttempts)
    .set({ tokens: sql`least(${attemptsAtOnce}::float8, ${registrationAttempts.tokens} + 1)` })
    .where(eq(registrationAttempts.sourceIp, sourceIp))
}

/** Buckets that have long been full again. */
export async function deleteOldAttempts(ctx: Ctx, before: Date): Promise<void> {
  await ctx.db.delete(registrationAttempts).where(lt(registrationAttempts.refilledAt, before))
}
