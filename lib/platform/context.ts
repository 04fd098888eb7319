import type { Blobs } from '#lib/platform/blobs/blobs'
import type { Bus } from '#lib/platform/bus/bus'
import type { Clock } from '#lib/platform/clock'
import type { Config } from '#lib/platform/config'
import type { Db } from '#lib/platform/db/database'
import type { Jobs } from '#lib/platform/jobs/jobs'
import type { Log } from '#lib/platform/log'
import type { Secrets } from '#lib/platform/secrets/secrets'

export type Role = 'owner' | 'operator' | 'viewer'

interface CallerBase {
  accountId: string
  sourceIp: string
  userAgent: string
}

/** Who asks. A node's caller comes from its temporary credentials or its RSA signature. */
export type Caller =
  | (CallerBase & { kind: 'user'; userId: string; email: string; role: Role; accessKeyId?: string })
  | (CallerBase & { kind: 'node'; nodeId: string })
  | (CallerBase & { kind: 'anonymous' })
  | (CallerBase & { kind: 'system' })

export interface Ports {
  db: Db
  bus: Bus
  clock: Clock
  secrets: Secrets
  jobs: Jobs
  blobs: Blobs
  log: Log
  config: Config
}

export interface Ctx extends Ports {
  caller: Caller
  requestId: string
  signal: AbortSignal
  /** Runs after the surrounding transaction has committed; at once when there is none. For bus doorbells. */
  afterCommit(run: () => void): void
}

export function systemContext(ports: Ports, signal: AbortSignal): Ctx {
  return {
    ...ports,
    caller: { kind: 'system', accountId: ports.config.accountId, sourceIp: 'internal', userAgent: 'quarterdeck' },
    requestId: crypto.randomUUID(),
    signal,
    afterCommit: (run) => run(),
  }
}
