import { Logger, type Runner, run, type TaskList, type WorkerPool } from 'graphile-worker'
import type pg from 'pg'
import { type Ports, systemContext } from '#lib/platform/context'
import type { Log } from '#lib/platform/log'
import { migrateJobs } from './job-schema'
import type { JobHandler, JobManifest, JobPayload } from './jobs'
import { everySeconds, type RecurringJob, recurringHandler, startSeries } from './recurring'
import { freeJobsOfDeadWorkers, WorkerLife } from './worker-life'

export interface JobRunnerOptions {
  /** Two connections stay taken, and each running job may take one. */
  pool: pg.Pool
  ports: Ports
  manifests: readonly JobManifest[]
  /** Kinds of the manifests that run by the clock. */
  recurring?: readonly RecurringJob[]
  concurrency?: number
  /** Stops the runner, like `stop`. */
  signal: AbortSignal
  /** How long `stop` waits for running jobs; then they are given back, to run again later. */
  stopWithinMs?: number
}

export interface JobRunner {
  /** Takes no more jobs, and resolves when the running ones have ended. */
  stop(): Promise<void>
}

const defaultConcurrency = 6
const defaultStopWithinMs = 10_000
/** Jobs are announced at once; only those with a time in the future wait for this. */
const pollIntervalMs = 1000
const rescueSeconds = 15
const restartMs = 1000
const failedJobsKeptDays = 7

/** Batches are written before the runner has stopped; single results would be sent off without anybody waiting for them. */
const awaitedResults = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }

export async function startJobRunner(options: JobRunnerOptions): Promise<JobRunner> {
  const { pool, signal } = options
  const housekeeping = housekeepingOf(pool)
  const recurring = [...(options.recurring ?? []), ...housekeeping.recurring]
  const handlers = handlersOf([...options.manifests, housekeeping.manifest])
  const tasks = tasksOf(options.ports, handlers, { pool, recurring })
  await migrateJobs(pool)
  await freeJobsOfDeadWorkers(pool)
  for (const job of recurring) await startSeries(pool, job)
  const supervised = new SupervisedRunner(options, tasks)
  await supervised.start()
  signal.addEventListener('abort', () => void supervised.stop(), { once: true })
  if (signal.aborted) await supervised.stop()
  return { stop: () => supervised.stop() }
}

/** What the queue itself needs, as recurring jobs: one of all processes does it. */
function housekeepingOf(pool: pg.Pool): { manifest: JobManifest; recurring: readonly RecurringJob[] } {
  return {
    manifest: {
      'jobs.rescue': async (ctx) => {
        const workers = await freeJobsOfDeadWorkers(pool)
        if (workers.length > 0) ctx.log.warn({ workers }, 'the jobs of dead workers run again')
      },
      'jobs.prune': async () => {
        await pool.query(
          `delete from graphile_worker._private_jobs
            where attempts >= max_attempts and locked_at is null and updated_at < now() - make_interval(days => $1)`,
          [failedJobsKeptDays],
        )
      },
    },
    recurring: [everySeconds('jobs.rescue', rescueSeconds), everySeconds('jobs.prune', 3600)],
  }
}

function handlersOf(manifests: readonly JobManifest[]): ReadonlyMap<string, JobHandler> {
  const handlers = new Map<string, JobHandler>()
  for (const [kind, handle] of manifests.flatMap((manifest) => Object.entries(manifest))) {
    if (handlers.has(kind)) throw new Error(`Two manifests handle jobs of kind ${kind}`)
    handlers.set(kind, handle)
  }
  return handlers
}

interface Series {
  pool: pg.Pool
  recurring: readonly RecurringJob[]
}

function tasksOf(ports: Ports, handlers: ReadonlyMap<string, JobHandler>, { pool, recurring }: Series): TaskList {
  const all = new Map(handlers)
  for (const job of recurring) {
    const handle = handlers.get(job.kind)
    if (!handle) throw new Error(`No manifest handles the recurring kind ${job.kind}`)
    all.set(job.kind, recurringHandler(pool, job, handle))
  }
  return Object.fromEntries([...all].map(([kind, handle]) => [kind, taskOf(ports, kind, handle)]))
}

function taskOf(ports: Ports, kind: string, handle: JobHandler): NonNullable<TaskList[string]> {
  return async (payload, { job, abortSignal }) => {
    const ctx = systemContext(ports, abortSignal)
    try {
      await handle(ctx, payloadOf(payload))
    } catch (cause) {
      const { requestId } = ctx
      ports.log.error({ err: cause, kind, requestId, attempt: job.attempts, maxAttempts: job.max_attempts }, 'a job failed')
      throw cause
    }
  }
}

/** Jobs are added with an object; anything else in the queue was put there by hand. */
function payloadOf(value: unknown): JobPayload {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** Starts graphile-worker again when it gives up, as it does when the database was away for long. */
class SupervisedRunner {
  readonly #options: JobRunnerOptions
  readonly #tasks: TaskList
  #runner: Runner | undefined
  #workers: WorkerPool | undefined
  #stopped: Promise<void> | undefined

  constructor(options: JobRunnerOptions, tasks: TaskList) {
    this.#options = options
    this.#tasks = tasks
  }

  async start(): Promise<void> {
    const { pool, ports, concurrency = defaultConcurrency } = this.#options
    const life = new WorkerLife(pool, ports.log)
    let begun: Promise<void> | undefined
    /** No job is taken before the worker's life is on record. */
    const beforeFirstJob = (workers: WorkerPool): Promise<void> => {
      this.#workers = workers
      begun ??= life.begin(workers.id)
      return begun
    }
    const runner = await run({
      pgPool: pool,
      taskList: this.#tasks,
      concurrency,
      noHandleSignals: true,
      pollInterval: pollIntervalMs,
      logger: loggerFor(ports.log),
      preset: { plugins: [startPlugin(beforeFirstJob)], worker: awaitedResults },
    })
    this.#runner = runner
    const ended = (cause?: unknown): void => {
      life.end()
      if (!this.#stopped) this.#startAgain(cause)
    }
    runner.promise.then(() => ended(), ended)
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  async #stop(): Promise<void> {
    const runner = this.#runner
    if (!runner) return
    const { ports, stopWithinMs = defaultStopWithinMs } = this.#options
    const giveBack = setTimeout(() => {
      ports.log.warn('jobs that still run are given back')
      // Its own `kill` does nothing once it is stopping.
      void this.#workers?.forcefulShutdown('the program stopped')
    }, stopWithinMs)
    try {
      await runner.stop()
      await runner.promise
    } catch (cause) {
      ports.log.warn({ err: cause }, 'the job runner did not stop cleanly')
    } finally {
      clearTimeout(giveBack)
    }
  }

  #startAgain(cause: unknown): void {
    this.#runner = undefined
    this.#options.ports.log.error({ err: cause }, 'the job runner ended; starting it again')
    const timer = setTimeout(() => {
      if (this.#stopped) return
      this.start().catch((failure: unknown) => this.#startAgain(failure))
    }, restartMs)
    timer.unref()
  }
}

function startPlugin(beforeFirstJob: (workers: WorkerPool) => Promise<void>): GraphileConfig.Plugin {
  return {
    name: 'StartPlugin',
    version: '1.0.0',
    worker: { hooks: { startWorker: (_ctx, { worker }) => beforeFirstJob(worker.workerPool) } },
  }
}

/** Failed jobs are logged by their task, with the cause; of the rest only what went wrong is worth a line. */
function loggerFor(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (meta?.['failure'] === true) return
    if (level === 'error' || level === 'warning') log.warn({ err: meta?.['error'] }, message)
    else log.debug(message)
  })
}
