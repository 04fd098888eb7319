import { tmpdir } from 'node:os'
import { Writable } from 'node:stream'
import type pg from 'pg'
import { pino } from 'pino'
import { createDirectoryBlobs } from '#lib/platform/blobs/directory-blobs'
import { createMemoryBus } from '#lib/platform/bus/memory-bus'
import { systemClock } from '#lib/platform/clock'
import { readConfig } from '#lib/platform/config'
import type { Ports } from '#lib/platform/context'
import { databaseOf } from '#lib/platform/db/database'
import type { Log } from '#lib/platform/log'
import { createJobs } from '#lib/platform/jobs/worker-jobs'
import { createRootKeySecrets } from '#lib/platform/secrets/root-key-secrets'

/** A real log that keeps its lines. */
export function recordingLog(): { log: Log; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = []
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()))
      done()
    },
  })
  return { log: pino({ level: 'warn' }, destination), lines }
}

/** The ports that jobs need, on the given database. */
export function jobPorts(pool: pg.Pool, log: Log): Ports {
  return {
    db: databaseOf(pool),
    bus: createMemoryBus(log),
    clock: systemClock,
    secrets: createRootKeySecrets(new Uint8Array(32)),
    jobs: createJobs(),
    blobs: createDirectoryBlobs(tmpdir()),
    log,
    config: readConfig({}),
  }
}
