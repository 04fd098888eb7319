import { and, asc, count, eq, inArray, type SQL } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { parameterLabels } from '../tables'

export async function findLabelled(
  ctx: Ctx,
  accountId: string,
  { key, label }: { key: string; label: string },
): Promise<number | undefined> {
  const rows = await ctx.db
    .select({ version: parameterLabels.version })
    .from(parameterLabels)
    .where(and(eq(parameterLabels.accountId, accountId), eq(parameterLabels.key, key), eq(parameterLabels.label, label)))
  return rows[0]?.version
}

export async function countLabels(ctx: Ctx, key: string, version: number): Promise<number> {
  const rows = await ctx.db
    .select({ count: count() })
    .from(parameterLabels)
    .where(and(isOf(ctx, key), eq(parameterLabels.version, version)))
  return rows[0]?.count ?? 0
}

/** A label sits on one version: it moves here from another. */
export async function putLabels(
  tx: Ctx,
  key: string,
  { labels, version }: { labels: readonly string[]; version: number },
): Promise<void> {
  if (labels.length === 0) return
  await tx.db
    .insert(parameterLabels)
    .values(labels.map((label) => ({ accountId: tx.caller.accountId, key, label, version })))
    .onConflictDoUpdate({ target: [parameterLabels.accountId, parameterLabels.key, parameterLabels.label], set: { version } })
}

/** Those that were on this version. */
export async function removeLabels(
  tx: Ctx,
  key: string,
  { labels, version }: { labels: readonly string[]; version: number },
): Promise<readonly string[]> {
  const rows = await tx.db
    .delete(parameterLabels)
    .where(and(isOf(tx, key), eq(parameterLabels.version, version), inArray(parameterLabels.label, [...labels])))
    .returning({ label: parameterLabels.label })
  return rows.map(({ label }) => label)
}

export async function labelsByVersion(ctx: Ctx, key: string): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await ctx.db.select().from(parameterLabels).where(isOf(ctx, key)).orderBy(asc(parameterLabels.label))
  const grouped = Map.groupBy(rows, ({ version }) => version)
  return new Map([...grouped].map(([version, group]) => [version, group.map(({ label }) => label)]))
}

function isOf(ctx: Ctx, key: string): SQL | undefined {
  return and(eq(parameterLabels.accountId, ctx.caller.accountId), eq(parameterLabels.key, key))
}
