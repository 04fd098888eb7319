import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import type pg from 'pg'
import { findUserByEmail } from '#lib/capabilities/auth/store'
import { createAccessKey } from '#lib/capabilities/auth/operations/create-access-key'
import { readConfig } from '#lib/platform/config'
import { systemContext } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { createLog } from '#lib/platform/log'
import { findProjectRoot } from '#lib/platform/project-root'
import { openPorts } from '#server/ports'
import { freePort } from './free-port'
import { callAws } from './signed-call'

const owner = { email: 'maria@example.net', password: 'correct horse battery staple' }

/** The server as a process of its own, which can be killed and started again on the same data. */
export class ServerProcess {
  readonly folder: string
  readonly #bundle: string
  readonly #env: NodeJS.ProcessEnv
  readonly #database: pg.PoolConfig
  readonly #ports: { plain: number; tls: number }
  #key = { accessKeyId: '', secretAccessKey: '' }
  #child: ChildProcess | undefined
  log = ''

  private constructor(
    folder: string,
    { database, env }: { database: pg.PoolConfig; env: Record<string, string> },
    ports: { plain: number; tls: number },
  ) {
    this.folder = folder
    this.#database = database
    this.#ports = ports
    this.#bundle = path.join(folder, 'server.mjs')
    const { host, user, database: name } = database
    this.#env = {
      ...process.env,
      PORT: String(ports.plain),
      TLS_PORT: String(ports.tls),
      DATABASE_URL: `postgresql://${String(user)}@localhost/${name}?host=${encodeURIComponent(String(host))}`,
      QUARTERDECK_DATA: path.join(folder, 'data'),
      QUARTERDECK_LOCAL_NODE: 'off',
      QUARTERDECK_LOG: 'warn',
      QUARTERDECK_OWNER_EMAIL: owner.email,
      QUARTERDECK_OWNER_PASSWORD: owner.password,
      ...env,
    }
  }

  /** Inside the project's `dist`, because the bundle finds its packages from where it lies. */
  static async start(database: pg.PoolConfig, env: Record<string, string> = {}): Promise<ServerProcess> {
    const dist = path.join(findProjectRoot(), 'dist')
    mkdirSync(dist, { recursive: true })
    const server = new ServerProcess(
      mkdtempSync(path.join(dist, 'test-server-')),
      { database, env },
      {
        plain: await freePort(),
        tls: await freePort(),
      },
    )
    await build({
      entryPoints: [path.join(import.meta.dirname, 'headless-main.ts')],
      outfile: server.#bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      absWorkingDir: findProjectRoot(),
      logLevel: 'warning',
    })
    await server.launch()
    await server.#makeKey()
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${this.#ports.plain}`
  }

  get owner(): { email: string; password: string } {
    return owner
  }

  get secureUrl(): string {
    return `https://localhost:${this.#ports.tls}`
  }

  get dataDirectory(): string {
    return String(this.#env['QUARTERDECK_DATA'])
  }

  get authority(): string {
    return readFileSync(path.join(this.dataDirectory, 'tls', 'ca.pem'), 'utf8')
  }

  /** Resolves when the server is ready. */
  async launch(): Promise<void> {
    const child = spawn(process.execPath, [this.#bundle], { env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    child.stderr.on('data', (text) => {
      this.log += String(text)
    })
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve())
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${this.log.slice(-2000)}`)))
    })
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }

  async end(): Promise<void> {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** A signed call of the AWS door; throws while the server is away. */
  aws(target: string, input: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
    return callAws({ url: this.url, key: this.#key, target, input })
  }

  async #makeKey(): Promise<void> {
    const connection = { connection: this.#database, lost: new Promise<void>(() => {}), stop: async () => {} }
    const open = await openPorts(readConfig(this.#env), connection, createLog('silent'))
    const ctx = systemContext(open.ports, new AbortController().signal)
    const user = await findUserByEmail(ctx, owner.email)
    const made = await transact(ctx, (tx) => createAccessKey.handle(tx, { Email: user?.email ?? owner.email }))
    this.#key = { accessKeyId: made.AccessKeyId, secretAccessKey: made.SecretAccessKey }
    await open.close()
  }
}
