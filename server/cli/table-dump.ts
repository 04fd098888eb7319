/** The tables as JSON lines. It needs no program of Postgres, and reads into any version from 15. */
import { createReadStream, createWriteStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import Cursor from 'pg-cursor'
import type { Ctx } from '#lib/platform/context'
import { databaseConnection } from './connection'
import { StartProblem } from '../database'

export interface TableCount {
  table: string
  rows: number
}

const batch = 500

export async function dumpTables(ctx: Ctx, folder: string): Promise<readonly TableCount[]> {
  return withClient(ctx, async (client) => {
    await client.query('begin isolation level repeatable read read only')
    const counts: TableCount[] = []
    for (const table of await tablesOf(client)) counts.push({ table, rows: await dumpTable(client, folder, table) })
    await client.query('commit')
    return counts
  })
}

async function withClient<T>(ctx: Ctx, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(databaseConnection(ctx.config))
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * All of ours but the events: their order is that of this cluster's transactions, and they are hints to refetch. The queue's own
 * tables are left out too: due work is found again in ours.
 */
async function tablesOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'events' order by 1",
  )
  return rows.map((row) => row.name)
}

async function dumpTable(client: pg.Client, folder: string, table: string): Promise<number> {
  const cursor = client.query(
    new Cursor<{ line: string }>(`select to_json(t)::text as line from ${pg.escapeIdentifier(table)} t`),
  )
  let count = 0
  async function* lines(): AsyncGenerator<string> {
    for (let rows = await cursor.read(batch); rows.length > 0; rows = await cursor.read(batch)) {
      count += rows.length
      yield rows.map((row) => `${row.line}\n`).join('')
    }
  }
  await pipeline(lines, createWriteStream(path.join(folder, `${table}.jsonl`), { mode: 0o600 }))
  await cursor.close()
  return count
}

export interface Load {
  folder: string
  tables: readonly TableCount[]
  force: boolean
}

/** All tables in one transaction: a restore that fails leaves what was there. */
export async function loadTables(ctx: Ctx, { folder, tables, force }: Load): Promise<void> {
  await withClient(ctx, async (client) => {
    await client.query('begin')
    const known = new Set(await tablesOf(client))
    for (const { table } of tables) {
      if (!known.has(table)) throw new StartProblem(`The backup has a table ${table} that this version does not know.`)
      await loadTable(client, { folder, table, force })
    }
    await client.query('commit')
  })
}

async function loadTable(
  client: pg.Client,
  { folder, table, force }: { folder: string; table: string; force: boolean },
): Promise<void> {
  const name = pg.escapeIdentifier(table)
  if (force) await client.query(`truncate ${name}`)
  const { rows } = await client.query<{ full: boolean }>(`select exists (select 1 from ${name}) as full`)
  if (rows[0]?.full) throw new StartProblem(`The table ${table} is not empty: use --force to replace what is there.`)
  let waiting: string[] = []
  const insert = async () => {
    await client.query(
      `insert into ${name} overriding system value select * from json_populate_recordset(null::${name}, $1::json)`,
      [`[${waiting.join(',')}]`],
    )
    waiting = []
  }
  for await (const line of createInterface({ input: createReadStream(path.join(folder, `${table}.jsonl`)) })) {
    waiting.push(line)
    if (waiting.length >= batch) await insert()
  }
  if (waiting.length > 0) await insert()
  await restartSequences(client, table)
}

/** Numbers go on after the largest that was restored. */
async function restartSequences(client: pg.Client, table: string): Promise<void> {
  const { rows } = await client.query<{ column: string; sequence: string }>(
    `select column_name as column, pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence
     from information_schema.columns where table_schema = 'public' and table_name = $1 and is_identity = 'YES'`,
    [table],
  )
  for (const { column, sequence } of rows) {
    await client.query(
      `select setval($1, coalesce((select max(${pg.escapeIdentifier(column)}) from ${pg.escapeIdentifier(table)}), 1))`,
      [sequence],
    )
  }
}
