import { sql } from 'drizzle-orm'
import type { TestContext } from './test-context'

/** All rows of all tables, jobs included, as one text: to look for what must not be there. */
export async function everythingStored({ ports: { db } }: Pick<TestContext, 'ports'>): Promise<string> {
  const { rows: tables } = await db.execute<{ name: string }>(
    sql`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
  )
  if (tables.length < 20) throw new Error('The tables were not found')
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await db.execute(sql`select t::text as row from ${sql.raw(name)} t`)
    texts.push(JSON.stringify(rows))
  }
  return texts.join('\n')
}
