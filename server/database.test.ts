import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '#lib/platform/config'
import { embeddedConnection } from '#lib/platform/db/embedded'
import { type Database, startDatabase } from './database'

const program = path.join(import.meta.dirname, 'testing/doomed-database.ts')

describe('the embedded database', { timeout: 120_000 }, () => {
  /** Every case leaves the cluster stopped, for the next to start it: making one takes longer than all the rest. */
  let folder: string
  const owned: ChildProcess[] = []
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qd-database-'))
    chmodSync(folder, 0o755)
  })
  afterEach(async () => {
    for (const child of owned.splice(0)) if (child.exitCode === null && child.signalCode === null) killGroup(child)
    if (await answers()) await start().then((database) => database.stop())
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const start = (): Promise<Database> => startDatabase(readConfig({ QUARTERDECK_DATA: folder }), () => {})

  function inAnotherProcess(...options: string[]): ChildProcess {
    const child = spawn(process.execPath, ['--import', 'tsx', program, folder, ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    })
    owned.push(child)
    return child
  }

  async function started(child: ChildProcess): Promise<ChildProcess> {
    if (child.stdout) await once(child.stdout, 'data')
    return child
  }

  /** As `kill -9` of a service does: Postgres itself is not of the group. */
  function killGroup(child: ChildProcess): void {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  }

  async function query(sql: string): Promise<unknown[]> {
    const client = new pg.Client(embeddedConnection(folder))
    client.on('error', () => {})
    try {
      await client.connect()
      return (await client.query(sql)).rows
    } finally {
      await client.end().catch(() => {})
    }
  }

  const answers = () =>
    query('select 1').then(
      () => true,
      () => false,
    )

  it('outlives kill -9, is taken over with its data by the next start, and then really stops', async () => {
    const first = await started(inAnotherProcess())
    await query('create table kept as select 42 as answer')
    killGroup(first)
    await once(first, 'exit')
    expect(await answers()).toBe(true)
    const second = await start()
    expect(await query('select answer from kept')).toEqual([{ answer: 42 }])
    await second.stop()
    expect(await answers()).toBe(false)
    expect(existsSync(path.join(folder, 'postgres/postmaster.pid'))).toBe(false)
    const third = await start()
    expect(await query('select answer from kept')).toEqual([{ answer: 42 }])
    await third.stop()
  })

  it('serves one program at a time, and the second one leaves it alone', async () => {
    const first = await started(inAnotherProcess())
    await expect(start()).rejects.toThrow(/is running on .* already/)
    const second = inAnotherProcess()
    const [code] = await once(second, 'exit')
    expect(code).not.toBe(0)
    expect(await answers()).toBe(true)
    killGroup(first)
    await once(first, 'exit')
  })

  it('stops with a program that ends without stopping it', async () => {
    await once(inAnotherProcess('by-itself'), 'exit')
    await expect.poll(answers, { timeout: 10_000 }).toBe(false)
    // It may still be writing: the next start waits for it.
    await start().then((database) => database.stop())
  })

  it('says when it ends, also after it was taken over', async () => {
    const first = await started(inAnotherProcess())
    killGroup(first)
    await once(first, 'exit')
    const second = await start()
    const [pid] = readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(pid), 'SIGINT')
    await second.lost
    await second.stop()
  })

  it('is made anew when making it was interrupted', async () => {
    rmSync(path.join(folder, 'postgres'), { recursive: true })
    const first = inAnotherProcess()
    const isBegun = () => ['postgres', 'postgres.part'].some((name) => existsSync(path.join(folder, name, 'PG_VERSION')))
    await expect.poll(isBegun, { timeout: 20_000, interval: 5 }).toBe(true)
    killGroup(first)
    await once(first, 'exit')
    const second = await start()
    expect(await answers()).toBe(true)
    await second.stop()
  })
})
