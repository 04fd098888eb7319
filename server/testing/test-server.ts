import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { nodeHasher } from '#lib/api/node-hasher'
import { createOwner } from '#lib/capabilities/auth/index'
import { findUserByEmail } from '#lib/capabilities/auth/store'
import { createAccessKey } from '#lib/capabilities/auth/operations/create-access-key'
import { readConfig } from '#lib/platform/config'
import { transact } from '#lib/platform/db/database'
import { testDatabase } from '#lib/platform/db/testing/test-database'
import { createLog, type Log } from '#lib/platform/log'
import { signRequest } from '#lib/wire/sigv4'
import { compose, type Running } from '../compose'
import { noPages } from '../no-pages'
import { openPorts } from '../ports'

export interface TestServer {
  running: Running
  /** `http://127.0.0.1:PORT` and the https one, which is signed by the authority at `authorityFile`. */
  url: string
  secureUrl: string
  authorityFile: string
  owner: { email: string; password: string }
  key: { accessKeyId: string; secretAccessKey: string }
  /** A signed call of the AWS door. */
  aws(target: string, input: unknown, options?: { service?: string }): Promise<{ status: number; body: Record<string, unknown> }>
  close(): Promise<void>
}

/** The whole program on free ports and a database of its own, without pages: those are for the browser tests. */
export async function startTestServer(
  env: Readonly<Record<string, string>> = {},
  log: Log = createLog(process.env['TEST_LOG'] ?? 'silent'),
): Promise<TestServer> {
  const database = await testDatabase()
  const folder = mkdtempSync(path.join(tmpdir(), 'qd-server-'))
  const config = { ...readConfig({ QUARTERDECK_DATA: folder, QUARTERDECK_LOCAL_NODE: 'off', ...env }), port: 0, tlsPort: 0 }
  const connection = { connection: database.connection, lost: new Promise<void>(() => {}), stop: async () => {} }
  const open = await openPorts(config, connection, log)
  const running = await compose(open, noPages)
  const owner = { email: 'maria@example.net', password: 'correct horse battery staple' }
  await createOwner(open.ports, running.services.doors.plain.signIn, { ...owner, name: 'Maria' })
  const key = await makeKey(running, owner.email)
  const url = `http://127.0.0.1:${running.bound.port}`
  return {
    running,
    url,
    secureUrl: `https://localhost:${running.bound.tlsPort}`,
    authorityFile: path.join(folder, 'tls', 'ca.pem'),
    owner,
    key,
    aws: (target, input, options) => callAws(url, key, { target, input, service: options?.service ?? 'ssm' }),
    async close() {
      await running.close()
      await open.close()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function makeKey(running: Running, email: string): Promise<TestServer['key']> {
  const { system } = running.services
  const user = await findUserByEmail(system, email)
  const made = await transact(system, (tx) => createAccessKey.handle(tx, { Email: user?.email ?? email }))
  return { accessKeyId: made.AccessKeyId, secretAccessKey: made.SecretAccessKey }
}

interface AwsCall {
  target: string
  input: unknown
  service: string
}

async function callAws(url: string, credentials: TestServer['key'], { target, input, service }: AwsCall) {
  const body = Buffer.from(JSON.stringify(input))
  const headers = signRequest({
    method: 'POST',
    url: `${url}/`,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    body,
    credentials,
    region: 'local-1',
    service,
    date: new Date(),
    hasher: nodeHasher,
  })
  const { host: _host, ...sent } = headers
  const answer = await fetch(`${url}/`, { method: 'POST', headers: sent, body })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
