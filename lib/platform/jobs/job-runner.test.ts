import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Ctx, type Ports, systemContext } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { type TestDatabase, testDatabase } from '#lib/platform/db/testing/test-database'
import { type JobRunner, type JobRunnerOptions, startJobRunner } from './job-runner'
import type { JobManifest } from './jobs'
import { everySeconds } from './recurring'
import { jobPorts, recordingLog } from './testing/job-ports'

describe('jobs', () => {
  let database: TestDatabase
  let ports: Ports
  let ctx: Ctx
  let lines: Record<string, unknown>[]
  let runners: JobRunner[]

  beforeEach(async () => {
    database = await testDatabase()
    database.pool.on('connect', (client) => client.on('error', () => {}))
    const recorded = recordingLog()
    lines = recorded.lines
    ports = jobPorts(database.pool, recorded.log)
    ctx = systemContext(ports, new AbortController().signal)
    runners = []
  })
  afterEach(async () => {
    await Promise.all(runners.map((runner) => runner.stop()))
    await database.drop()
  })

  async function start(manifest: JobManifest, more: Partial<JobRunnerOptions> = {}): Promise<JobRunner> {
    const signal = new AbortController().signal
    const runner = await startJobRunner({ pool: database.pool, ports, manifests: [manifest], concurrency: 3, signal, ...more })
    runners.push(runner)
    return runner
  }

  async function waiting(kind: string): Promise<Record<string, unknown>[]> {
    const { rows } = await database.pool.query('select * from graphile_worker.jobs where task_identifier = $1 order by id', [
      kind,
    ])
    return rows
  }

  /** Handlers of one kind that tell a test what they were given. */
  class Witness {
    readonly events = new EventEmitter()
    readonly seen: unknown[] = []
    readonly handle = async (_ctx: Ctx, payload: unknown): Promise<void> => {
      this.seen.push(payload)
      this.events.emit('run')
    }

    async ran(times: number): Promise<unknown[]> {
      while (this.seen.length < times) await once(this.events, 'run')
      return this.seen
    }
  }

  it('run when the transaction that added them commits, as the system, with their payload', async () => {
    const callers: unknown[] = []
    const witness = new Witness()
    await start({
      'test.run': async (jobCtx, payload) => {
        callers.push(jobCtx.caller)
        await witness.handle(jobCtx, payload)
      },
    })
    await transact(ctx, async (tx) => {
      await ports.jobs.add(tx, { kind: 'test.run', payload: { text: 'grüße', list: [1, { two: null }] } })
      expect(await waiting('test.run')).toEqual([])
    })
    expect(await witness.ran(1)).toEqual([{ text: 'grüße', list: [1, { two: null }] }])
    expect(callers).toMatchObject([{ kind: 'system', accountId: '000000000001' }])
  })

  it('do not exist when the transaction is rolled back', async () => {
    const attempt = transact(ctx, async (tx) => {
      await ports.jobs.add(tx, { kind: 'test.run', payload: {} })
      throw new Error('no')
    })
    await expect(attempt).rejects.toThrow('no')
    expect(await waiting('test.run')).toEqual([])
  })

  it('of one key replace each other while they wait, payload and time', async () => {
    const witness = new Witness()
    const later = new Date(Date.now() + 3_600_000)
    await ports.jobs.add(ctx, { kind: 'test.run', payload: { n: 1 }, key: 'k', runAt: later })
    await ports.jobs.add(ctx, { kind: 'test.run', payload: { n: 2 }, key: 'k', runAt: later })
    expect(await waiting('test.run')).toMatchObject([{ key: 'k', run_at: later }])
    await start({ 'test.run': witness.handle })
    await ports.jobs.add(ctx, { kind: 'test.run', payload: { n: 3 }, key: 'k' })
    expect(await witness.ran(1)).toEqual([{ n: 3 }])
  })

  it('wait for their time', async () => {
    const witness = new Witness()
    await start({ 'test.run': witness.handle })
    const runAt = new Date(Date.now() + 600)
    await ports.jobs.add(ctx, { kind: 'test.run', payload: { n: 'later' }, runAt })
    await ports.jobs.add(ctx, { kind: 'test.run', payload: { n: 'now' } })
    expect(await witness.ran(2)).toEqual([{ n: 'now' }, { n: 'later' }])
    expect(Date.now()).toBeGreaterThanOrEqual(runAt.getTime())
  })

  it('that fail are logged with their cause and tried again, as often as they may', async () => {
    const witness = new Witness()
    await start({
      'test.fail': async (jobCtx, payload) => {
        await witness.handle(jobCtx, payload)
        throw new Error('outer', { cause: new Error('inner') })
      },
    })
    await ports.jobs.add(ctx, { kind: 'test.fail', payload: {}, maxAttempts: 2 })
    await witness.ran(1)
    await expect
      .poll(async () => (await waiting('test.fail'))[0], { timeout: 10_000 })
      .toMatchObject({ attempts: 1, max_attempts: 2, locked_at: null })
    const [job] = await waiting('test.fail')
    await database.pool.query('select graphile_worker.reschedule_jobs(array[$1::bigint], run_at => now())', [job?.['id']])
    await witness.ran(2)
    await expect
      .poll(async () => (await waiting('test.fail'))[0], { timeout: 10_000 })
      .toMatchObject({ attempts: 2, locked_at: null, last_error: 'outer' })
    expect(lines.filter(({ msg }) => msg === 'a job failed')).toMatchObject([
      { kind: 'test.fail', attempt: 1, maxAttempts: 2, err: { stack: expect.stringContaining('inner') } },
      { kind: 'test.fail', attempt: 2, maxAttempts: 2 },
    ])
  })

  it('of a kind that nobody handles wait for a process that does', async () => {
    const witness = new Witness()
    await start({ 'test.known': witness.handle })
    await ports.jobs.add(ctx, { kind: 'test.unknown', payload: {} })
    await ports.jobs.add(ctx, { kind: 'test.known', payload: {} })
    await witness.ran(1)
    expect(await waiting('test.unknown')).toMatchObject([{ attempts: 0, locked_at: null }])
  })

  it('run once each, however many runners there are', async () => {
    const witness = new Witness()
    await start({ 'test.run': witness.handle })
    await start({ 'test.run': witness.handle })
    await transact(ctx, async (tx) => {
      for (let n = 0; n < 300; n += 1) await ports.jobs.add(tx, { kind: 'test.run', payload: { n } })
    })
    await witness.ran(300)
    const numbers = witness.seen.map((payload) => (payload as { n: number }).n).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 300 }, (_, n) => n))
  })

  it('that run are waited for when the runner stops, and no further one is taken', async () => {
    const witness = new Witness()
    const gate = new EventEmitter()
    const ended: string[] = []
    const runner = await start({
      'test.slow': async (jobCtx, payload) => {
        const opened = once(gate, 'open')
        await witness.handle(jobCtx, payload)
        await opened
        ended.push('job')
      },
    })
    await ports.jobs.add(ctx, { kind: 'test.slow', payload: {} })
    await witness.ran(1)
    const stopped = runner.stop().then(() => ended.push('runner'))
    await ports.jobs.add(ctx, { kind: 'test.slow', payload: {} })
    gate.emit('open')
    await stopped
    expect(ended).toEqual(['job', 'runner'])
    expect(await waiting('test.slow')).toMatchObject([{ attempts: 0, locked_at: null }])
  })

  it('that do not end in time are given back when the runner stops, by its signal too', async () => {
    const witness = new Witness()
    const stop = new AbortController()
    const runner = await start(
      {
        'test.stuck': async (jobCtx, payload) => {
          await witness.handle(jobCtx, payload)
          await new Promise(() => {})
        },
      },
      { stopWithinMs: 50, signal: stop.signal },
    )
    await ports.jobs.add(ctx, { kind: 'test.stuck', payload: {} })
    await witness.ran(1)
    stop.abort()
    await runner.stop()
    expect(await waiting('test.stuck')).toMatchObject([{ attempts: 1, locked_at: null }])
  })

  it('of a killed process run again as soon as another starts', async () => {
    const program = path.join(import.meta.dirname, 'testing', 'doomed-worker.ts')
    const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(database.connection)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await ports.jobs.add(ctx, { kind: 'test.doomed', payload: { n: 1 } })
    await once(child.stdout, 'data')
    expect(await waiting('test.doomed')).toMatchObject([{ attempts: 1, locked_by: expect.stringContaining('pool') }])

    // While the process lives, its job is its own.
    const patient = await start({})
    await patient.stop()
    expect(await waiting('test.doomed')).toMatchObject([{ locked_by: expect.stringContaining('pool') }])

    child.kill('SIGKILL')
    await once(child, 'exit')
    const lives = `select 1 from pg_locks join pg_database on oid = database where locktype = 'advisory' and datname = current_database()`
    await expect.poll(async () => (await database.pool.query(lives)).rowCount, { timeout: 10_000 }).toBe(0)
    const witness = new Witness()
    await start({ 'test.doomed': witness.handle })
    expect(await witness.ran(1)).toEqual([{ n: 1 }])
  })

  it('go on after the database has cut every connection', async () => {
    const witness = new Witness()
    await start({ 'test.run': witness.handle })
    await ports.jobs.add(ctx, { kind: 'test.run', payload: { n: 1 } })
    await witness.ran(1)
    await database.pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await ports.jobs.add(ctx, { kind: 'test.run', payload: { n: 2 } })
    expect(await witness.ran(2)).toEqual([{ n: 1 }, { n: 2 }])
  })

  it('that recur never multiply, however many runners start and whatever they throw', async () => {
    const witness = new Witness()
    const manifest: JobManifest = {
      'test.tick': async (jobCtx, payload) => {
        await witness.handle(jobCtx, payload)
        throw new Error('tick broke')
      },
    }
    const recurring = [everySeconds('test.tick', 0.05)]
    for (let n = 0; n < 3; n += 1) await start(manifest, { recurring })
    await witness.ran(6)
    const series = (await waiting('test.tick')).filter(({ key }) => key === 'every:test.tick')
    expect(series).toHaveLength(1)
    await expect.poll(async () => (await waiting('test.tick')).length, { timeout: 10_000 }).toBe(1)
    expect(lines.filter(({ msg }) => msg === 'a recurring job failed').length).toBeGreaterThanOrEqual(5)
  })

  it('refuse two handlers of one kind, and a series without a handler', async () => {
    const handle = async (): Promise<void> => {}
    await expect(start({ a: handle }, { manifests: [{ a: handle }, { a: handle }] })).rejects.toThrow(
      /Two manifests handle jobs of kind a/,
    )
    await expect(start({ a: handle }, { recurring: [everySeconds('b', 1)] })).rejects.toThrow(
      /No manifest handles the recurring kind b/,
    )
  })
})
