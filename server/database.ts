import type pg from 'pg'
import type { Config } from '#lib/platform/config'
import { startEmbeddedPostgres } from '#lib/platform/db/embedded'
import { takeInstanceLock } from '#lib/platform/db/instance-lock'
import { migrateDatabase } from '#lib/platform/db/migrate'

export interface Database {
  connection: pg.PoolConfig
  /** What is in it goes, and with it the root key that sealed it. */
  isToBeReplaced?: boolean
  /** Settles when the embedded server ends by itself. */
  lost: Promise<void>
  stop(): Promise<void>
}

/** Printed as it is; the program ends with code 1. */
export class StartProblem extends Error {}

/** The embedded Postgres, or the outside one that DATABASE_URL names, with the newest schema. */
export async function startDatabase(config: Config, notify: (stage: string) => void): Promise<Database> {
  const database = config.databaseUrl ? outside(config.databaseUrl) : await embedded(config, notify)
  notify('Bringing the schema up to date')
  await migrateDatabase(database.connection)
  return database
}

function outside(url: string): Database {
  return { connection: { connectionString: url }, lost: new Promise(() => {}), stop: async () => {} }
}

async function embedded(config: Config, notify: (stage: string) => void): Promise<Database> {
  notify('Starting Postgres')
  const server = await startEmbeddedPostgres(config.dataDirectory, notify)
  const lock = await takeInstanceLock(server.connection)
  if (!lock) {
    throw new StartProblem(
      `Quarterdeck is running on ${config.dataDirectory} already. Stop it first, or give this one a folder of its own with QUARTERDECK_DATA.`,
    )
  }
  server.keep()
  return {
    connection: server.connection,
    lost: server.ended,
    async stop() {
      await lock.release()
      await server.stop()
    },
  }
}
