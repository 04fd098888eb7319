import path from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { findProjectRoot } from '#lib/platform/project-root'

const migrationLock = 7_310_001

/** Brings the schema up to date; several processes may call it at once. */
export async function migrateDatabase(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await migrate(drizzle({ client }), { migrationsFolder: path.join(findProjectRoot(), 'drizzle') })
  } finally {
    await client.end()
  }
}
