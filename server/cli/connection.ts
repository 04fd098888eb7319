import type pg from 'pg'
import type { Config } from '#lib/platform/config'
import { embeddedConnection } from '#lib/platform/db/embedded'

/** How this installation's database is reached, once it runs. */
export function databaseConnection(config: Config): pg.ClientConfig {
  return config.databaseUrl ? { connectionString: config.databaseUrl } : embeddedConnection(config.dataDirectory)
}
