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
  #client: pg.PoolClient | undefined
  #isEnded = false

  constructor(
    readonly pool: pg.Pool,
    readonly log: Pick<Log, 'warn'>,
  ) {}

  async begin(workerId: string): Promise<void> {
    const client = await this.pool.connect()
    const onLost = (): void => {
      client.release(true)
      if (this.#client !== client) return
      this.#client = undefined
      void this.#beginAgain(workerId)
    }
    client.once('error', onLost)
    try {
      await client.query('select pg_advisory_lock($1, hashtext($2))', [lifeLock, workerId])
      this.#client = client
    } catch (cause) {
      // A lost connection was released by its listener already.
      if (client.listeners('error').includes(onLost)) client.release(true)
      throw cause
    }
  }

  end(): void {
    this.#isEnded = true
    this.#client?.release(true)
    this.#client = undefined
  }

  async #beginAgain(workerId: string): Promise<void> {
    this.log.warn({ workerId }, 'the database connection of a job worker was lost; trying again')
    while (!this.#isEnded && !this.#client) {
      await this.begin(workerId).catch(() => pause(retryMs, undefined, { ref: false }))
    }
    if (this.#isEnded) this.end()
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
