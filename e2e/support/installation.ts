/** An installation of its own for tests: the built program with a fresh data directory, its Postgres and its local agent. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')
export const owner = { email: 'maria@example.net', password: 'correct horse battery staple' }

export interface Installation {
  url: string
  secureUrl: string
  dataDirectory: string
  /** Settings for other programs of this installation, such as `quarterdeck fleet`. */
  env: NodeJS.ProcessEnv
  /** The one-time link, while nobody owns it. */
  setupLink: string | undefined
  stop(): Promise<void>
}

const startWithinMilliseconds = 60_000
const stopWithinMilliseconds = 15_000

export async function startInstallation(options: { owned: boolean }): Promise<Installation> {
  const dataDirectory = mkdtempSync(path.join(tmpdir(), 'qd-e2e-'))
  // Postgres does not run as root, and must be able to enter.
  chmodSync(dataDirectory, 0o755)
  const [port, tlsPort] = [await freePort(), await freePort()]
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    HOST: '127.0.0.1',
    PORT: String(port),
    TLS_PORT: String(tlsPort),
    QUARTERDECK_DATA: dataDirectory,
    QUARTERDECK_URL: '',
    DATABASE_URL: '',
    NATS_URL: '',
    QUARTERDECK_LOCAL_NODE: 'on',
    QUARTERDECK_LOG: 'warn',
    QUARTERDECK_OWNER_EMAIL: options.owned ? owner.email : '',
    QUARTERDECK_OWNER_PASSWORD: options.owned ? owner.password : '',
  }
  const server = launch([path.join(root, 'dist/main.mjs')], env)
  const printed = await server.prints(options.owned ? /Agents .*\n/ : /token=.*\n/, startWithinMilliseconds)
  return {
    url: `http://127.0.0.1:${port}`,
    secureUrl: `https://localhost:${tlsPort}`,
    dataDirectory,
    env,
    setupLink: /http:\S+\/setup\?token=\S+/.exec(printed)?.[0],
    async stop() {
      await server.stop()
      stopPostgres(dataDirectory)
      rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Only after a server that did not end in time; a sound one has stopped its Postgres. */
function stopPostgres(dataDirectory: string): void {
  const pidFile = path.join(dataDirectory, 'postgres/postmaster.pid')
  if (existsSync(pidFile)) process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT')
}

export interface Program {
  /** All that was printed once it matches. */
  prints(pattern: RegExp, withinMilliseconds: number): Promise<string>
  stop(): Promise<void>
}

/** A program of ours on this Node. It never outlives the tests. */
export function launch(args: readonly string[], env: NodeJS.ProcessEnv): Program {
  const child = spawn(process.execPath, [...args], { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let problems = ''
  const hear = new Set<() => void>()
  child.stdout.on('data', (text) => {
    output += String(text)
    for (const heard of hear) heard()
  })
  child.stderr.on('data', (text) => {
    problems = (problems + String(text)).slice(-4000)
  })
  const end = () => void child.kill('SIGTERM')
  process.once('exit', end)
  return {
    prints: (pattern, withinMilliseconds) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => reject(new Error(`${args[0]} ${why}: ${output.slice(-2000)}${problems}`))
        const timer = setTimeout(() => fail('did not get ready in time'), withinMilliseconds)
        const heard = () => {
          if (!pattern.test(output)) return
          clearTimeout(timer)
          hear.delete(heard)
          resolve(output)
        }
        hear.add(heard)
        child.once('exit', (code) => {
          clearTimeout(timer)
          fail(`ended with ${code}`)
        })
        heard()
      }),
    async stop() {
      process.off('exit', end)
      await endOf(child)
    },
  }
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMilliseconds)
  child.kill('SIGTERM')
  await gone
  clearTimeout(timer)
}

/** Runs a program to its end and returns what it printed. */
export async function runToEnd(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, [...args], { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let problems = ''
  child.stdout.on('data', (text) => (output += String(text)))
  child.stderr.on('data', (text) => (problems += String(text)))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${problems}`)
  return output
}

function freePort(): Promise<number> {
  const probe = createServer()
  return new Promise((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
