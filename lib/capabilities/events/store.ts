import { and, eq, lt, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { type Cursor, type NewEvent, type StoredEvent } from './model'
import { events } from './tables'

export const eventsSubject = 'events'

/** Writes the facts in the transaction of `tx`, and rings the bell after its commit. */
export async function append(tx: Ctx, ...facts: readonly NewEvent[]): Promise<void> {
  if (facts.length === 0) return
  const at = tx.clock.now()
  const accountId = tx.caller.accountId
  await tx.db.insert(events).values(
    facts.map((fact) => ({
      accountId,
      at,
      capability: fact.capability,
      type: fact.type,
      resource: fact.resource,
      topics: [...fact.topics],
      data: fact.data ?? {},
    })),
  )
  const topics = [...new Set(facts.flatMap((fact) => fact.topics))]
  tx.afterCommit(() => tx.bus.publish(eventsSubject, new TextEncoder().encode(topics.join('\n'))))
}

const settled = sql`${events.txid} < pg_snapshot_xmin(pg_current_snapshot())`

/** Events after the cursor that can no longer be overtaken, in order. */
export async function readAfter(ctx: Ctx, cursor: Cursor, limit: number): Promise<readonly StoredEvent[]> {
  const after = sql`(${events.txid}, ${events.id}) > (${cursor.txid.toString()}::xid8, ${cursor.id.toString()}::bigint)`
  const rows = await ctx.db
    .select()
    .from(events)
    .where(and(eq(events.accountId, ctx.caller.accountId), after, settled))
    .orderBy(events.txid, events.id)
    .limit(limit)
  return rows.map((row) => ({
    cursor: { txid: BigInt(row.txid), id: row.id },
    at: row.at,
    capability: row.capability,
    type: row.type,
    resource: row.resource,
    topics: row.topics,
    data: row.data as StoredEvent['data'],
  }))
}

/** Where a new reader starts: everything before is settled and can be seen in a snapshot taken after this. */
export async function currentCursor(ctx: Ctx): Promise<Cursor> {
  const { rows } = await ctx.db.execute<{ txid: string }>(sql`select (pg_snapshot_xmin(pg_current_snapshot()))::text as txid`)
  return { txid: BigInt(rows[0]?.txid ?? '0') - 1n, id: 2n ** 62n }
}

/** The oldest event still kept; a reader that comes with an older cursor needs a reset. */
export async function oldestCursor(ctx: Ctx): Promise<Cursor | undefined> {
  const rows = await ctx.db
    .select({ txid: events.txid, id: events.id })
    .from(events)
    .where(eq(events.accountId, ctx.caller.accountId))
    .orderBy(events.txid, events.id)
    .limit(1)
  return rows[0] && { txid: BigInt(rows[0].txid), id: rows[0].id }
}

export async function deleteEventsBefore(ctx: Ctx, before: Date): Promise<void> {
  await ctx.db.delete(events).where(and(eq(events.accountId, ctx.caller.accountId), lt(events.at, before)))
}
