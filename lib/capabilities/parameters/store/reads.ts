import { and, asc, desc, eq, gt, inArray, lt, max, or, type SQL, sql, sum } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { parameterReadProgress, parameterReads, parameters, parameterUses } from '../tables'
import type { Parameter } from './parameters'

export type ParameterRead = typeof parameterReads.$inferSelect

const only = 1

/** Locked: whoever counts, counts alone. The first count begins with what the audit trail has, and takes it at once. */
export async function lockProgress(tx: Ctx, first: Date): Promise<{ upTo: Date; isFirst: boolean }> {
  const made = await tx.db
    .insert(parameterReadProgress)
    .values({ id: only, since: first, upTo: first })
    .onConflictDoNothing()
    .returning({ id: parameterReadProgress.id })
  const rows = await tx.db.select().from(parameterReadProgress).where(eq(parameterReadProgress.id, only)).for('update')
  return { upTo: rows[0]?.upTo ?? first, isFirst: made.length > 0 }
}

export async function moveProgress(tx: Ctx, upTo: Date): Promise<void> {
  await tx.db.update(parameterReadProgress).set({ upTo }).where(eq(parameterReadProgress.id, only))
}

/** Since when reads are known. */
export async function findCountedSince(ctx: Ctx): Promise<Date | undefined> {
  return (await ctx.db.select().from(parameterReadProgress))[0]?.since
}

export async function addReads(tx: Ctx, reads: readonly ParameterRead[]): Promise<void> {
  for (let at = 0; at < reads.length; at += 1000) {
    await tx.db
      .insert(parameterReads)
      .values(reads.slice(at, at + 1000))
      .onConflictDoUpdate({
        target: [
          parameterReads.accountId,
          parameterReads.key,
          parameterReads.via,
          parameterReads.selector,
          parameterReads.caller,
          parameterReads.day,
        ],
        set: {
          reads: sql`${parameterReads.reads} + excluded.reads`,
          lastAt: sql`greatest(${parameterReads.lastAt}, excluded.last_at)`,
        },
      })
  }
}

/** Of every account. */
export async function deleteReadsBefore(ctx: Ctx, day: string): Promise<void> {
  await ctx.db.delete(parameterReads).where(lt(parameterReads.day, day))
}

export interface Reader {
  caller: string
  selector: string
  via: ParameterRead['via']
  /** The path that was listed, when it was read by one. */
  key: string
  reads: number
  lastAt: Date
}

/** Who read the parameter, by name or with a path above it; the latest first. */
export async function listReaders(
  ctx: Ctx,
  { key, parent }: Pick<Parameter, 'key' | 'parent'>,
  limit: number,
): Promise<readonly Reader[]> {
  const lastAt = max(parameterReads.lastAt)
  const rows = await ctx.db
    .select({
      caller: parameterReads.caller,
      selector: parameterReads.selector,
      via: parameterReads.via,
      key: parameterReads.key,
      reads: sum(parameterReads.reads),
      lastAt,
    })
    .from(parameterReads)
    .where(and(eq(parameterReads.accountId, ctx.caller.accountId), readsOf(key, parent)))
    .groupBy(parameterReads.caller, parameterReads.selector, parameterReads.via, parameterReads.key)
    .orderBy(desc(lastAt), asc(parameterReads.caller))
    .limit(limit)
  return rows.map(({ reads, lastAt: last, ...row }) => ({ ...row, reads: Number(reads), lastAt: last ?? new Date(0) }))
}

function readsOf(key: string, parent: string): SQL | undefined {
  const levels = parent === '' ? [] : parent.split('/')
  const above = ['', ...levels.map((_, index) => levels.slice(0, index + 1).join('/'))]
  return or(
    and(eq(parameterReads.via, 'name'), eq(parameterReads.key, key)),
    and(eq(parameterReads.via, 'path'), eq(parameterReads.key, parent)),
    and(eq(parameterReads.via, 'below'), inArray(parameterReads.key, above)),
  )
}

export interface UnusedPage {
  before: Date
  /** Key of a path; empty for all. */
  path: string
  after: string
  limit: number
}

/** That no document names, and that nothing has read or used since; in the order of keys. */
export async function listUnused(ctx: Ctx, { before, path, after, limit }: UnusedPage): Promise<readonly Parameter[]> {
  const since = before.toISOString()
  const below = path === '' ? undefined : sql`starts_with(${parameters.key}, ${`${path}/`})`
  return ctx.db
    .select()
    .from(parameters)
    .where(
      and(
        eq(parameters.accountId, ctx.caller.accountId),
        gt(parameters.key, after),
        below,
        lt(parameters.createdAt, before),
        sql`not exists (select 1 from ${parameterUses} as used where used.account_id = parameters.account_id and used.key = parameters.key
          and (used.kind = 'document' or used.used_at >= ${since}::timestamptz))`,
        sql`not exists (select 1 from ${parameterReads} as done where done.account_id = parameters.account_id
          and done.key = parameters.key and done.via = 'name' and done.last_at >= ${since}::timestamptz)`,
        sql`not exists (select 1 from ${parameterReads} as listed where listed.account_id = parameters.account_id
          and listed.via <> 'name' and listed.last_at >= ${since}::timestamptz
          and (listed.key = parameters.parent or (listed.via = 'below'
            and (listed.key = '' or starts_with(parameters.key, listed.key || '/')))))`,
      ),
    )
    .orderBy(asc(parameters.key))
    .limit(limit)
}
