import { hostname, userInfo } from 'node:os'
import { invoke, type Observers } from '#lib/api/invoke'
import type { AnyOperation } from '#lib/api/operation'
import { type AuditRecord, insertAuditRecords } from '#lib/capabilities/audit/index'
import { readConfig } from '#lib/platform/config'
import { type Ctx, type Ports, systemContext } from '#lib/platform/context'
import { startEmbeddedPostgres } from '#lib/platform/db/embedded'
import { migrateDatabase } from '#lib/platform/db/migrate'
import { createLog } from '#lib/platform/log'
import { openPorts } from '../ports'

export interface Installation {
  ctx: Ctx
  /** Whether the server was running already. */
  wasRunning: boolean
  /** The whole pipeline, as the system: audited as this command of this user. */
  call<O>(operation: AnyOperation & { handle(ctx: Ctx, input: never): Promise<O> }, input: unknown): Promise<O>
}

/** Opens the installation that the settings name, running or not, and leaves it as it was. */
export async function withInstallation<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const log = createLog('error')
  const database = config.databaseUrl ? outside(config.databaseUrl) : await embedded(config.dataDirectory)
  try {
    await migrateDatabase(database.connection)
    const open = await openPorts(config, { ...database, lost: new Promise(() => {}) }, log)
    try {
      return await work(installationOn(open.ports, database.wasRunning))
    } finally {
      await open.close()
    }
  } finally {
    await database.stop()
  }
}

function installationOn(ports: Ports, wasRunning: boolean): Installation {
  // A command makes few records: each is written at once.
  const audit = { add: (record: AuditRecord) => void waiting.push(insertAuditRecords(ports, [record])), flush: async () => {} }
  const waiting: Promise<void>[] = []
  const observers: Observers = { audit, measure: () => {} }
  const system = systemContext(ports, new AbortController().signal)
  const ctx = { ...system, caller: { ...system.caller, sourceIp: hostname(), userAgent: `quarterdeck (${userInfo().username})` } }
  return {
    ctx,
    wasRunning,
    async call<O>(operation: AnyOperation & { handle(ctx: Ctx, input: never): Promise<O> }, input: unknown) {
      try {
        return (await invoke(ctx, operation, input, observers)) as O
      } finally {
        await Promise.all(waiting)
      }
    },
  }
}

function outside(url: string) {
  return { connection: { connectionString: url }, wasRunning: true, stop: async () => {} }
}

async function embedded(dataDirectory: string) {
  const server = await startEmbeddedPostgres(dataDirectory, () => {})
  return { connection: server.connection, wasRunning: server.adopted, stop: server.adopted ? async () => {} : server.stop }
}
