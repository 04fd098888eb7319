import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import type pg from 'pg'
import type { Ctx } from '#lib/platform/context'

/** Either the pool or the transaction of the context that carries it. */
export type Db = PgDatabase<NodePgQueryResultHKT>

export function databaseOf(pool: pg.Pool): Db {
  return drizzle({ client: pool })
}

const insideTransaction = new WeakSet<Db>()

/** Runs `work` with a context whose `db` is the transaction. Inside one already, it joins it. */
export async function transact<T>(ctx: Ctx, work: (tx: Ctx) => Promise<T>): Promise<T> {
  if (insideTransaction.has(ctx.db)) return work(ctx)
  const committed: (() => void)[] = []
  const result = await ctx.db.transaction(async (db) => {
    insideTransaction.add(db)
    return work({ ...ctx, db, afterCommit: (run) => committed.push(run) })
  })
  for (const run of committed) ring(ctx, run)
  return result
}

/** What is committed has succeeded: a bell that cannot be rung costs time, and no more. */
function ring({ log }: Ctx, run: () => void): void {
  try {
    run()
  } catch (cause) {
    log.error({ cause }, 'what follows a commit failed')
  }
}
