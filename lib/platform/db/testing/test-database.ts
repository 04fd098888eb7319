import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export interface TestDatabase {
  connection: pg.PoolConfig
  pool: pg.Pool
  drop(): Promise<void>
}

/** A database of its own, cloned from the migrated template in about 50 ms. */
export async function testDatabase(): Promise<TestDatabase> {
  const { host, user } = inject('postgres')
  const database = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ host, user, database: 'postgres' })
  await admin.connect()
  await admin.query(`create database ${database} template template_quarterdeck`)
  const connection = { host, user, database }
  const pool = new pg.Pool({ ...connection, max: 10 })
  pool.on('error', () => {})
  return {
    connection,
    pool,
    async drop() {
      await pool.end()
      await admin.query(`drop database ${database} with (force)`)
      await admin.end()
    },
  }
}
