/** A whole installation in a folder of its own: the built program as `npm start` runs it, with its own Postgres. */
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../../server/fleet/testing/free-port'
import { callAws, type SignedCall } from '../../server/fleet/testing/signed-call'
import { type Program, root, startProgram, until } from './processes'

const run = promisify(execFile)
const owner = { email: 'maria@example.net', password: 'correct horse battery staple' }

export interface Key {
  accessKeyId: string
  secretAccessKey: string
}

export interface Installation {
  url: string
  secureUrl: string
  folder: string
  env: NodeJS.ProcessEnv
  key: Key
  authority: string
  server(): Program
  aws(operation: string, input: object): Promise<Record<string, unknown>>
  cli(...args: string[]): Promise<Record<string, unknown>>
  /** Cookies of the owner's session. */
  signIn(): Promise<string>
  startFleet(nodes: number): Promise<Program>
  restart(): Promise<void>
  stop(): Promise<void>
}

export async function startInstallation(
  settings: Readonly<Record<string, string>> = {},
  nodeOptions: readonly string[] = [],
): Promise<Installation> {
  const folder = mkdtempSync(path.join(tmpdir(), 'qd-bench-'))
  // Postgres does not run as root, and its account has to get in.
  chmodSync(folder, 0o755)
  const [port, tlsPort] = [await freePort(), await freePort()]
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    TLS_PORT: String(tlsPort),
    QUARTERDECK_DATA: path.join(folder, 'data'),
    QUARTERDECK_LOCAL_NODE: 'off',
    QUARTERDECK_LOG: 'warn',
    QUARTERDECK_OWNER_EMAIL: owner.email,
    QUARTERDECK_OWNER_PASSWORD: owner.password,
    ...settings,
  } as NodeJS.ProcessEnv
  const url = `http://127.0.0.1:${port}`
  let server = await launch(url, env, nodeOptions)
  const programs: Program[] = []
  const cli = async (...args: string[]) => {
    const { stdout } = await run(process.execPath, [path.join(root, 'dist/cli.mjs'), ...args, '--json'], { env })
    return JSON.parse(stdout) as Record<string, unknown>
  }
  const made = await cli('access-key', 'create', '--user', owner.email)
  const key = { accessKeyId: String(made['AccessKeyId']), secretAccessKey: String(made['SecretAccessKey']) }
  return {
    url,
    secureUrl: `https://localhost:${tlsPort}`,
    folder,
    env,
    key,
    authority: readFileSync(path.join(folder, 'data/tls/ca.pem'), 'utf8'),
    server: () => server,
    cli,
    aws: (operation, input) => callOrThrow({ url, key, target: `AmazonSSM.${operation}`, input }),
    signIn: () => signIn(url),
    async startFleet(nodes) {
      const fleet = await startFleet(env, { nodes, folder })
      programs.push(fleet)
      return fleet
    },
    async restart() {
      await server.stop()
      server = await launch(url, env, nodeOptions)
    },
    async stop() {
      for (const program of programs) await program.stop()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function launch(url: string, env: NodeJS.ProcessEnv, nodeOptions: readonly string[]): Promise<Program> {
  const main = path.join(root, 'dist/main.mjs')
  const server = startProgram(process.execPath, [...nodeOptions, '--max-semi-space-size=8', main], env)
  await untilReady(url, 120_000)
  return server
}

export function untilReady(url: string, withinMs: number): Promise<true> {
  return until('a ready server', withinMs, async () => ((await fetch(`${url}/readyz`)).status === 200 ? true : undefined))
}

async function startFleet(env: NodeJS.ProcessEnv, { nodes, folder }: { nodes: number; folder: string }): Promise<Program> {
  const state = path.join(folder, `fleet-${nodes}`)
  const args = ['fleet', 'start', '--nodes', String(nodes), '--prefix', `n${nodes}-`, '--state', state, '--json']
  const fleet = startProgram(process.execPath, [path.join(root, 'dist/cli.mjs'), ...args], env)
  await fleet.line((line) => (line.includes('"connected"') ? true : undefined))
  return fleet
}

async function callOrThrow(call: SignedCall): Promise<Record<string, unknown>> {
  const { status, body } = await callAws(call)
  if (status !== 200) throw new Error(`${call.target} answered ${status}: ${JSON.stringify(body)}`)
  return body
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(owner),
  })
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0])
  if (cookies.length === 0) throw new Error(`signing in answered ${answer.status}`)
  return cookies.join('; ')
}
