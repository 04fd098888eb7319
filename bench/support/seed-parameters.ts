/** Parameters written straight into the database: as many as a size of an installation needs. */
import pg from 'pg'
import { embeddedConnection } from '#lib/platform/db/embedded'

/** Numbered `from` to `to`, a hundred in each `/seed/N`, all Advanced and with one version. */
export async function seedParameters(dataDirectory: string, from: number, to: number): Promise<void> {
  const client = new pg.Client(embeddedConnection(dataDirectory))
  await client.connect()
  try {
    const said = `'String', 'Advanced', 'text', '[]'::jsonb, now(), 'bench'`
    const columns = 'type, tier, data_type, policies, changed_at, changed_by'
    const numbers = `(select 'seed/' || n / 100 as parent, 'seed/' || n / 100 || '/p' || n % 100 as key from generate_series($1::int, $2::int) as n) as seed`
    await client.query(
      `insert into parameters (account_id, key, name, parent, version, created_at, ${columns})
       select '000000000001', key, '/' || key, parent, 1, now(), ${said} from ${numbers}`,
      [from, to],
    )
    await client.query(
      `insert into parameter_versions (account_id, key, version, value, ${columns})
       select '000000000001', key, 1, 'a value', ${said} from ${numbers}`,
      [from, to],
    )
    for (const table of ['parameters', 'parameter_versions']) await client.query(`vacuum analyze ${table}`)
  } finally {
    await client.end()
  }
}
