import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { runMigrations } from 'graphile-worker'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '#lib/platform/db/embedded'
import { migrateDatabase } from '#lib/platform/db/migrate'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { host: string; user: string }
  }
}

/** One Postgres for the whole run; each test file clones its database from the migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'qd-test-'))
  chmodSync(directory, 0o755)
  const server = await startEmbeddedPostgres(directory, () => {})
  const { host, user } = server.connection as { host: string; user: string }
  await query({ host, user, database: 'postgres' }, 'create database template_quarterdeck')
  const template = { host, user, database: 'template_quarterdeck' }
  await migrateDatabase(template)
  const pool = new pg.Pool(template)
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  await runMigrations({ pgPool: pool })
  await pool.end()
  project.provide('postgres', { host, user })
  return async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function query(connection: pg.ClientConfig, sql: string): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  await client.query(sql)
  await client.end()
}
