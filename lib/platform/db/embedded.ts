/**
 * A real Postgres as a child on a unix socket. States: no data directory -> initdb -> stopped -> running.
 * After `kill -9` of this process the server lives on: the next start adopts it, whether it finds it or not decides nothing else.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { embeddedBinaries, postgresAccount, reachable } from './embedded-binaries'

export interface EmbeddedPostgres {
  connection: pg.PoolConfig
  adopted: boolean
  /** Settles when the server ends without `stop`. */
  ended: Promise<void>
  stop(): Promise<void>
}

const user = 'quarterdeck'

export async function startEmbeddedPostgres(dataDirectory: string, notify: (stage: string) => void): Promise<EmbeddedPostgres> {
  const cluster = path.join(dataDirectory, 'postgres')
  await prepareFolder(dataDirectory, 0o755)
  const connection = embeddedConnection(dataDirectory)
  const socketDirectory = connection.host
  mkdirSync(socketDirectory, { recursive: true, mode: 0o700 })
  own(socketDirectory)
  if (await answers(connection))
    return { connection, adopted: true, ended: new Promise(() => {}), stop: () => stopByPidFile(cluster) }
  const binaries = await embeddedBinaries(dataDirectory)
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) {
    notify('Making the database')
    await makeCluster(binaries, cluster)
  }
  const child = launch(binaries, cluster, socketDirectory)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await untilReady(connection, child, ended)
  return {
    connection,
    adopted: false,
    ended,
    async stop() {
      child.kill('SIGINT')
      await ended
    },
  }
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

async function makeCluster(binaries: string, cluster: string): Promise<void> {
  mkdirSync(cluster, { recursive: true, mode: 0o700 })
  own(cluster)
  // Its thousand files go to the disk with the next flush of the system; until then there is nothing in them to lose.
  const options = ['-D', cluster, '-U', user, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions', '--no-sync']
  await run(path.join(binaries, 'bin', 'initdb'), options)
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

async function untilReady(connection: pg.PoolConfig, child: ReturnType<typeof launch>, ended: Promise<void>): Promise<void> {
  let running = true
  void ended.then(() => {
    running = false
  })
  for (const begun = Date.now(); Date.now() - begun < 60_000; ) {
    if (await answers(connection)) return
    if (!running) throw new Error(`Postgres did not start: ${child.lastWords()}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('Postgres did not become ready within 60 s')
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

async function stopByPidFile(cluster: string): Promise<void> {
  const pid = Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGINT')
  for (const begun = Date.now(); Date.now() - begun < 30_000; ) {
    if (!isAlive(pid)) return
    await new Promise((resolve) => setTimeout(resolve, 25))
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
