import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSystemCall, type SystemCall } from '#lib/api/system-call'
import { createOwner } from '#lib/capabilities/auth/index'
import { append, currentCursor, readAfter } from '#lib/capabilities/events/index'
import { registerNode } from '#lib/capabilities/nodes/index'
import { readConfig } from '#lib/platform/config'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { postgresAccount } from '#lib/platform/db/embedded-binaries'
import { createLog } from '#lib/platform/log'
import { compose, type Running } from './compose'
import { startDatabase } from './database'
import { noPages } from './no-pages'
import { openPorts, type OpenPorts } from './ports'

/** Debian's, the oldest version that we say we take. */
const binaries = '/usr/lib/postgresql/15/bin'
const user = 'quarterdeck'

class Postgres15 {
  #child: ChildProcess | undefined

  constructor(readonly folder: string) {}

  get url(): string {
    return `postgres://${user}@localhost/postgres?host=${encodeURIComponent(this.folder)}`
  }

  async start(): Promise<void> {
    const cluster = path.join(this.folder, 'cluster')
    mkdirSync(cluster, { mode: 0o700 })
    chmodSync(this.folder, 0o755)
    if (postgresAccount.uid !== undefined) {
      for (const owned of [this.folder, cluster]) chownSync(owned, postgresAccount.uid, postgresAccount.gid)
    }
    const options = { ...postgresAccount, cwd: '/', stdio: 'ignore' } as const
    const initdb = spawn(
      path.join(binaries, 'initdb'),
      ['-D', cluster, '-U', user, '-A', 'trust', '-E', 'UTF8', '--no-sync'],
      options,
    )
    const [code] = await once(initdb, 'exit')
    if (code !== 0) throw new Error(`initdb ended with ${code}`)
    const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${this.folder}`, '-c', 'fsync=off']
    this.#child = spawn(path.join(binaries, 'postgres'), ['-D', cluster, ...settings], options)
    await vi.waitUntil(() => this.#answers(), { timeout: 30_000 })
  }

  async #answers(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.url })
    client.on('error', () => {})
    return client.connect().then(
      () => client.end().then(() => true),
      () => false,
    )
  }

  async stop(): Promise<void> {
    if (!this.#child) return
    this.#child.kill('SIGINT')
    await once(this.#child, 'exit')
  }
}

describe.runIf(existsSync(binaries))('a Postgres 15 of its own (needs the Debian package postgresql-15)', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'qd-pg15-'))
  const data = mkdtempSync(path.join(tmpdir(), 'qd-pg15-data-'))
  const postgres = new Postgres15(folder)
  let open: OpenPorts
  let running: Running
  let call: SystemCall
  let ctx: Ctx
  beforeAll(async () => {
    await postgres.start()
    const settings = readConfig({ QUARTERDECK_DATA: data, DATABASE_URL: postgres.url, QUARTERDECK_LOCAL_NODE: 'off' })
    const config = { ...settings, port: 0, tlsPort: 0 }
    open = await openPorts(config, await startDatabase(config, () => {}), createLog('silent'))
    running = await compose(open, noPages)
    const { api, system } = running.services
    call = createSystemCall(api, system)
    ctx = system
  }, 120_000)
  afterAll(async () => {
    await running?.close()
    await open?.close()
    await postgres.stop()
    for (const used of [folder, data]) rmSync(used, { recursive: true, force: true })
  })

  it('is migrated once, and again without harm', async () => {
    await startDatabase(ctx.config, () => {})
    const { rows } = await ctx.db.execute<{ version: string }>('select current_setting($$server_version$$) as version')
    expect(rows[0]?.version).toMatch(/^15\./)
  })

  it('numbers events, and shows them after their commit', async () => {
    const from = await currentCursor(ctx)
    const fact = { capability: 'test', type: 'test.happened', resource: 'here', topics: ['test'] }
    await transact(ctx, (tx) => append(tx, fact))
    const found = async () => (await readAfter(ctx, from, 10)).map(({ resource }) => resource)
    await expect.poll(found).toContain('here')
  })

  it('keeps people, sessions and access keys', async () => {
    const owner = { email: 'maria@example.net', name: 'Maria', password: 'correct horse battery staple' }
    const { signIn } = running.services.doors.plain
    await createOwner(open.ports, signIn, owner)
    const answer = await signIn.api.signInEmail({ body: owner, asResponse: true, headers: new Headers() })
    expect(answer.status).toBe(200)
    const made = await call('quarterdeck', 'CreateAccessKey', { Email: owner.email })
    const found = await running.services.keys.signingKeys.find(made.AccessKeyId)
    expect(found?.secretAccessKey).toBe(made.SecretAccessKey)
  })

  it('takes a command for a node, and its cancellation', async () => {
    const machine = { publicKey: 'key', fingerprint: 'print', ipAddress: '192.0.2.1', activationId: 'a', iamRole: 'fleet' }
    const node = await transact(ctx, (tx) => registerNode(tx, { ...machine, name: 'node', tags: [] }))
    const { Command } = await call('ssm', 'SendCommand', {
      DocumentName: 'AWS-RunShellScript',
      InstanceIds: [node],
      Parameters: { commands: ['true'] },
    })
    const CommandId = Command?.CommandId ?? ''
    await call('ssm', 'CancelCommand', { CommandId })
    const status = async () => (await call('ssm', 'ListCommandInvocations', { CommandId })).CommandInvocations?.[0]?.Status
    await expect.poll(status, { timeout: 20_000 }).toBe('Cancelled')
  })
})
