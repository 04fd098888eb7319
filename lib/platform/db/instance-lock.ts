import pg from 'pg'

const instanceLock = 7_310_002

/**
 * Held for as long as this process lives, by a connection of its own: a second start on the same data directory finds it taken,
 * and after `kill -9` Postgres lets it go by itself.
 */
export async function takeInstanceLock(connection: pg.ClientConfig): Promise<{ release(): Promise<void> } | undefined> {
  const client = new pg.Client({ ...connection, application_name: `quarterdeck ${process.pid}` })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [instanceLock])
  if (rows[0]?.taken) return { release: () => client.end() }
  await client.end()
  return undefined
}
