import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Log } from '#lib/platform/log'

/** First half of the advisory lock's key; the second is the hash of the worker's id. */
const lifeLock = 7_310_004
const retryMs = 1000

/**
 * Shows that a worker lives, by a lock that Postgres lets go when this process or its connection dies. Without it, the jobs
 * of a killed process would wait for four hours, which is when graphile-worker itself takes them for abandoned.
 */
export class WorkerLife {
  #drop: (() => void) | undefined
  #isEnded = false

  constructor(
    readonly pool: pg.Pool,
    readonly log: Pick<Log, 'warn'>,
  ) {}

  async begin(workerId: string): Promise<void> {
    const client = await this.pool.connect()
    let isOurs = true
    const drop = (): void => {
      if (isOurs) client.release(true)
      isOurs = false
    }
    // Also after it was dropped a connection may still tell how it ended.
    client.on('error', () => {
      drop()
      if (this.#drop !== drop) return
      this.#drop = undefined
      void this.#beginAgain(workerId)
    })
    try {
      await client.query('select pg_advisory_lock($1, hashtext($2))', [lifeLock, workerId])
    } catch (cause) {
      drop()
      throw cause
    }
    if (this.#isEnded) drop()
    else this.#drop = drop
  }

  end(): void {
    this.#isEnded = true
    const drop = this.#drop
    this.#drop = undefined
    drop?.()
  }

  async #beginAgain(workerId: string): Promise<void> {
    this.log.warn({ workerId }, 'the database connection of a job worker was lost; trying again')
    while (!this.#isEnded && !this.#drop) {
      await this.begin(workerId).catch(() => pause(retryMs, undefined, { ref: false }))
    }
  }
}

/** Lets the jobs of workers that no longer live run again. Answers the ids of those workers. */
export async function freeJobsOfDeadWorkers(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ ids: string[] }>(
    `with holders as (select distinct locked_by as id from graphile_worker.jobs where locked_by is not null),
      dead as materialized (select id from holders where pg_try_advisory_xact_lock($1, hashtext(id)))
      select array_agg(id) as ids, graphile_worker.force_unlock_workers(array_agg(id)) from dead having count(*) > 0`,
    [lifeLock],
  )
  return rows[0]?.ids ?? []
}
