import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { invoke } from '#lib/api/invoke'
import type { AnyOperation } from '#lib/api/operation'
import type { AuditRecord } from '#lib/capabilities/audit/index'
import { createDirectoryBlobs } from '#lib/platform/blobs/directory-blobs'
import { createMemoryBus } from '#lib/platform/bus/memory-bus'
import { readConfig } from '#lib/platform/config'
import type { Caller, Ctx, Ports, Role } from '#lib/platform/context'
import { databaseOf } from '#lib/platform/db/database'
import { testDatabase } from '#lib/platform/db/testing/test-database'
import { createLog } from '#lib/platform/log'
import { createRootKeySecrets } from '#lib/platform/secrets/root-key-secrets'
import { createFakeClock, type FakeClock } from '#lib/platform/testing/fake-clock'
import { queueOnlyJobs } from '#lib/platform/testing/queue-only-jobs'

export interface TestContext {
  /** An owner's context, outside a transaction. */
  ctx: Ctx
  ports: Ports
  clock: FakeClock
  /** Every call that was recorded outside a write's transaction: reads and failures. */
  audited: AuditRecord[]
  /** The whole pipeline, as the doors use it. Throws ApiError. */
  call<O>(operation: Answering<O>, input: unknown, caller?: Caller): Promise<O>
  close(): Promise<void>
}

type Answering<O> = AnyOperation & { handle(ctx: Ctx, input: never): Promise<O> }

const account = '000000000001'
const client = { accountId: account, sourceIp: '127.0.0.1', userAgent: 'test' }

export function testUser(role: Role = 'owner'): Extract<Caller, { kind: 'user' }> {
  return { kind: 'user', userId: `user-${role}`, email: `${role}@example.net`, role, ...client }
}

export function testNode(nodeId: string): Extract<Caller, { kind: 'node' }> {
  return { kind: 'node', nodeId, ...client }
}

export const testAnonymous: Caller = { kind: 'anonymous', ...client }

/** Real ports around a database of its own, with a clock that the test moves. */
export async function testContext(env: Readonly<Record<string, string>> = {}): Promise<TestContext> {
  const database = await testDatabase()
  const folder = mkdtempSync(path.join(tmpdir(), 'qd-context-'))
  const clock = createFakeClock()
  const log = createLog(process.env['TEST_LOG'] ?? 'silent')
  const ports: Ports = {
    db: databaseOf(database.pool),
    bus: createMemoryBus(log),
    clock,
    secrets: createRootKeySecrets(new Uint8Array(32).fill(7)),
    jobs: queueOnlyJobs,
    blobs: createDirectoryBlobs(path.join(folder, 'blobs')),
    log,
    config: readConfig({ QUARTERDECK_DATA: folder, ...env }),
  }
  const audited: AuditRecord[] = []
  const observers = {
    audit: { add: (record: AuditRecord) => void audited.push(record), flush: async () => {} },
    measure: () => {},
  }
  const contextOf = (caller: Caller): Ctx => ({
    ...ports,
    caller,
    requestId: crypto.randomUUID(),
    signal: new AbortController().signal,
    afterCommit: (run) => run(),
  })
  return {
    ctx: contextOf(testUser()),
    ports,
    clock,
    audited,
    call: async <O>(operation: Answering<O>, input: unknown, caller: Caller = testUser()) =>
      (await invoke({ ctx: contextOf(caller), operation, input, observers })) as O,
    async close() {
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
