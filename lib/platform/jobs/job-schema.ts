import { runMigrations } from 'graphile-worker'
import type pg from 'pg'

const migrationLock = 7_310_003

/** Brings the schema of graphile-worker up to date; several processes may call it at once. Needed before the first job is added. */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await runMigrations({ pgPool: pool })
    await client.query('select pg_advisory_unlock($1)', [migrationLock])
    client.release()
  } catch (cause) {
    // Ending the connection lets the lock go.
    client.release(true)
    throw cause
  }
}
