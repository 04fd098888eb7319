import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Blobs } from '#lib/platform/blobs/blobs'
import { createDirectoryBlobs } from '#lib/platform/blobs/directory-blobs'
import type { Bus } from '#lib/platform/bus/bus'
import { createMemoryBus } from '#lib/platform/bus/memory-bus'
import { connectNatsBus } from '#lib/platform/bus/nats-bus'
import { systemClock } from '#lib/platform/clock'
import type { Config } from '#lib/platform/config'
import type { Ports } from '#lib/platform/context'
import { migrateJobs } from '#lib/platform/jobs/job-schema'
import { createJobs } from '#lib/platform/jobs/worker-jobs'
import { databaseOf } from '#lib/platform/db/database'
import { createPool } from '#lib/platform/db/pool'
import { createRootKeySecrets } from '#lib/platform/secrets/root-key-secrets'
import type { Log } from '#lib/platform/log'
import type { Database } from './database'
import { loadRootKey } from './root-key'

export interface OpenPorts {
  ports: Ports
  pool: ReturnType<typeof createPool>
  close(): Promise<void>
}

/** The real implementations, chosen by the settings. */
export async function openPorts(config: Config, database: Database, log: Log): Promise<OpenPorts> {
  mkdirSync(config.dataDirectory, { recursive: true })
  const pool = createPool(database.connection, log)
  await migrateJobs(pool)
  const bus = await openBus(config, log)
  const blobs = await openBlobs(config)
  const db = databaseOf(pool)
  const ports: Ports = {
    db,
    bus,
    clock: systemClock,
    secrets: createRootKeySecrets(await loadRootKey({ config, db }, !database.isToBeReplaced)),
    jobs: createJobs(),
    blobs,
    log,
    config,
  }
  return {
    ports,
    pool,
    async close() {
      await bus.close()
      blobs.close?.()
      await pool.end()
    },
  }
}

/** What speaks S3 is loaded only by those who use it: it costs memory and time at the start. */
async function openBlobs(config: Config): Promise<Blobs & { close?(): void }> {
  if (!config.blobs) return createDirectoryBlobs(path.join(config.dataDirectory, 'blobs'))
  const { createS3Blobs } = await import('#lib/platform/blobs/s3-blobs')
  return createS3Blobs(config.blobs)
}

async function openBus(config: Config, log: Log): Promise<Bus> {
  if (!config.natsUrl) return createMemoryBus(log)
  return connectNatsBus(config.natsUrl, log)
}
