import { hostname, userInfo } from 'node:os'
import { createCallRates } from '#lib/api/call-rates'
import { createRegistry } from '#lib/api/registry'
import { createSystemCall, type SystemCall } from '#lib/api/system-call'
import { createAuditWriter } from '#lib/capabilities/audit/index'
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
  call: SystemCall
}

/** Opens the installation that the settings name, running or not, and leaves it as it was. A restore brings another root key. */
export async function withInstallation<T>(
  work: (installation: Installation) => Promise<T>,
  { isToBeReplaced = false } = {},
): Promise<T> {
  const config = readConfig(process.env)
  const log = createLog('error')
  const database = config.databaseUrl ? outside(config.databaseUrl) : await embedded(config.dataDirectory)
  try {
    await migrateDatabase(database.connection)
    const open = await openPorts(config, { ...database, lost: new Promise(() => {}), isToBeReplaced }, log)
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
  const system = systemContext(ports, new AbortController().signal)
  const ctx = { ...system, caller: { ...system.caller, sourceIp: hostname(), userAgent: `quarterdeck (${userInfo().username})` } }
  const audit = createAuditWriter(ports)
  const rates = createCallRates(ports.clock, ports.config.limits.callsPerSecond)
  const call = createSystemCall({ ports, registry: createRegistry(), observers: { audit, measure: () => {} }, rates }, ctx)
  return {
    ctx,
    wasRunning,
    async call(service, name, input) {
      try {
        return await call(service, name, input)
      } finally {
        await audit.flush()
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
