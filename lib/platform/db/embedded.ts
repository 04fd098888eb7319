/**
 * A real Postgres as a child on a unix socket. States: no data directory -> initdb -> stopped -> running.
 * After `kill -9` of this process the server lives on: the next start adopts it, whether it finds it or not decides nothing else.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { embeddedBinaries, postgresAccount, reachable } from './embedded-binaries'

export interface EmbeddedPostgres {
  connection: pg.PoolConfig
  /** It ran already when we came. */
  adopted: boolean
  /** Settles when the server ends, asked or not. */
  ended: Promise<void>
  stop(): Promise<void>
  /** From now on it ends with this process, also when nobody stops it before. */
  keep(): void
}

const user = 'quarterdeck'

export async function startEmbeddedPostgres(dataDirectory: string, notify: (stage: string) => void): Promise<EmbeddedPostgres> {
  const cluster = path.join(dataDirectory, 'postgres')
  await prepareFolder(dataDirectory, 0o755)
  const connection = embeddedConnection(dataDirectory)
  const socketDirectory = connection.host
  mkdirSync(socketDirectory, { recursive: true, mode: 0o700 })
  own(socketDirectory)
  if (await findRunning(connection, cluster)) return adopt(connection, cluster)
  const binaries = await embeddedBinaries(dataDirectory)
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) {
    notify('Making the database')
    await makeCluster(binaries, cluster)
  }
  const child = launch(binaries, cluster, socketDirectory)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const server = handleOf(connection, { adopted: false, ended, interrupt: () => void child.kill('SIGINT') })
  server.keep()
  await untilReady(connection, cluster, { child, ended })
  // Of two starts at once one launches in vain, and finds the server of the other.
  return child.exitCode === null && child.signalCode === null ? server : adopt(connection, cluster)
}

interface Running {
  adopted: boolean
  ended: Promise<void>
  interrupt(): void
}

function handleOf(connection: pg.PoolConfig, { adopted, ended, interrupt }: Running): EmbeddedPostgres {
  return {
    connection,
    adopted,
    ended,
    async stop() {
      interrupt()
      await ended
    },
    keep() {
      process.once('exit', interrupt)
      void ended.then(() => process.off('exit', interrupt))
    },
  }
}

/** The server that a killed process left behind is not our child: its end is seen by its number. */
function adopt(connection: pg.PoolConfig, cluster: string): EmbeddedPostgres {
  const pid = postmasterOf(cluster)
  if (pid === undefined) throw new Error(`Postgres runs on ${cluster}, but its postmaster.pid cannot be read.`)
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  const watch = setInterval(() => {
    if (isAlive(pid)) return
    clearInterval(watch)
    resolve()
  }, 100).unref()
  const interrupt = () => {
    if (!isAlive(pid)) return
    watch.ref()
    process.kill(pid, 'SIGINT')
  }
  return handleOf(connection, { adopted: true, ended, interrupt })
}

async function prepareFolder(folder: string, mode: number): Promise<void> {
  mkdirSync(folder, { recursive: true, mode })
  if (await reachable(folder)) return
  throw new Error(
    `Postgres does not run as root, and the account that it runs as cannot enter ${folder}: ` +
      'set QUARTERDECK_DATA to a folder whose parents everybody can enter, such as /var/lib/quarterdeck.',
  )
}

/** The socket's folder is short, because its path has at most 107 bytes, and outside the project, because Turbopack reads every file there. */
export function embeddedConnection(dataDirectory: string): { host: string; user: string; database: string } {
  const hash = createHash('sha256').update(path.join(dataDirectory, 'postgres')).digest('hex')
  return { host: path.join(tmpdir(), `quarterdeck-${hash.slice(0, 10)}`), user, database: user }
}

function own(folder: string): void {
  chmodSync(folder, 0o700)
  if (postgresAccount.uid !== undefined) chownSync(folder, postgresAccount.uid, postgresAccount.gid)
}

/** Made beside its place: what an interrupted start leaves behind is never taken for a whole cluster. */
async function makeCluster(binaries: string, cluster: string): Promise<void> {
  const part = `${cluster}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { mode: 0o700 })
  own(part)
  // Its thousand files go to the disk with the next flush of the system; until then there is nothing in them to lose.
  const options = ['-D', part, '-U', user, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions', '--no-sync']
  await run(path.join(binaries, 'bin', 'initdb'), options)
  renameSync(part, cluster)
}

async function run(program: string, options: readonly string[]): Promise<void> {
  const child = spawn(program, options, { ...postgresAccount, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  let problem = ''
  child.stderr.on('data', (chunk: Buffer) => {
    problem = (problem + chunk.toString()).slice(-4000)
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`${path.basename(program)} failed: ${problem.trim()}`)
}

const serverSettings = {
  listen_addresses: '',
  max_connections: '80',
  shared_buffers: '64MB',
  jit: 'off',
  max_wal_size: '512MB',
  log_min_messages: 'fatal',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

function launch(binaries: string, cluster: string, socketDirectory: string) {
  const settings = { ...serverSettings, unix_socket_directories: socketDirectory }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(path.join(binaries, 'bin', 'postgres'), ['-D', cluster, ...options], {
    ...postgresAccount,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // Ctrl-C in a terminal goes to the whole group: we stop Postgres ourselves, after everything else.
  })
  let problem = ''
  child.stderr.on('data', (chunk: Buffer) => {
    problem = (problem + chunk.toString()).slice(-4000)
  })
  return Object.assign(child, { lastWords: () => problem.trim() })
}

interface Launched {
  child: ReturnType<typeof launch>
  ended: Promise<void>
}

async function untilReady(connection: pg.PoolConfig, cluster: string, { child, ended }: Launched): Promise<void> {
  let running = true
  void ended.then(() => {
    running = false
  })
  for (const begun = Date.now(); Date.now() - begun < 60_000; ) {
    if (await answers(connection)) return
    if (!running && (await findRunning(connection, cluster))) return
    if (!running) throw new Error(`Postgres did not start: ${child.lastWords()}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('Postgres did not become ready within 60 s')
}

/** True when a server answers. One that is starting or ending is waited for: it would keep ours from starting. */
async function findRunning(connection: pg.PoolConfig, cluster: string): Promise<boolean> {
  for (const begun = Date.now(); Date.now() - begun < 30_000; ) {
    if (await answers(connection)) return true
    const pid = postmasterOf(cluster)
    if (pid === undefined || !isAlive(pid)) return false
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

function postmasterOf(cluster: string): number | undefined {
  const file = path.join(cluster, 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) || undefined : undefined
}

async function answers(connection: pg.PoolConfig): Promise<boolean> {
  const database = 'postgres'
  const client = new pg.Client({ ...connection, database, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const found = await client.query('select 1 from pg_database where datname = $1', [user])
    if (found.rowCount === 0) await client.query(`create database ${user}`)
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
