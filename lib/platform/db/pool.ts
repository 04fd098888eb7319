import pg from 'pg'
import type { Log } from '#lib/platform/log'

/** One pool per process. `error` and `connect` have listeners, because a lost server must not end the process. */
export function createPool(connection: pg.PoolConfig, log: Log, size = 12): pg.Pool {
  const pool = new pg.Pool({ ...connection, max: size })
  pool.on('error', (cause) => log.warn({ cause: cause.message }, 'an idle database connection was lost'))
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
