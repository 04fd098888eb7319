/**
 * Audit of calls that prove nobody: unknown keys, wrong or late signatures, none at all. Anybody can make them without end, so
 * that equal ones are recorded once in a minute and counted, and of different ones only the first few.
 */
import { actorOf, type AuditRecord, type AuditWriter } from '#lib/capabilities/audit/index'
import type { Caller, Ports } from '#lib/platform/context'
import type { ApiError } from '#lib/vocabulary/api-error'
import type { AnyOperation } from './operation'

const windowMilliseconds = 60_000
export const recordsInWindow = 10

export interface RefusedCall {
  operation: Pick<AnyOperation, 'name' | 'access'> | undefined
  service: string
  client: { sourceIp: string; userAgent: string }
  /** The `Authorization` header, which proves nothing. */
  authorization: string | undefined
  /** When the signature was good, and only what was asked for was not theirs. */
  caller?: Caller | undefined
  failure: ApiError
  requestId: string
}

export interface RefusedCalls {
  add(call: RefusedCall): void
}

export function createRefusedCalls(ports: Pick<Ports, 'clock' | 'config'>, audit: AuditWriter): RefusedCalls {
  const seen = new Map<string, { record: AuditRecord; more: number }>()
  let others: { record: AuditRecord; count: number } | undefined

  function endWindow(): void {
    const at = ports.clock.now()
    for (const { record, more } of seen.values()) {
      if (more > 0) audit.add({ ...record, at, message: `${more} more calls like this within a minute. ${record.message}` })
    }
    if (others)
      audit.add({ ...others.record, ...unnamed, at, message: `${others.count} other calls were refused within a minute.` })
    seen.clear()
    others = undefined
  }

  return {
    add(call) {
      if (seen.size === 0) ports.clock.after(windowMilliseconds, endWindow)
      const record = recordOf(ports, call)
      const key = JSON.stringify([record.actor, record.sourceIp, record.service, record.action, record.result])
      const known = seen.get(key)
      if (known) known.more += 1
      else if (seen.size < recordsInWindow) {
        seen.set(key, { record, more: 0 })
        audit.add(record)
      } else others = { record, count: (others?.count ?? 0) + 1 }
    },
  }
}

const unnamed = { actor: 'several (not verified)', accessKeyId: null, sourceIp: 'several', userAgent: '', action: 'several' }

function recordOf({ clock, config }: Pick<Ports, 'clock' | 'config'>, call: RefusedCall): AuditRecord {
  const { operation, service, client, caller, failure, requestId } = call
  const claimed = /Credential=([A-Za-z0-9_-]{1,128})\//.exec(call.authorization ?? '')?.[1]
  return {
    accountId: caller?.accountId ?? config.accountId,
    at: clock.now(),
    ...(caller ? actorOf(caller) : unverified(claimed)),
    ...client,
    service,
    action: operation?.name ?? 'unknown',
    access: operation?.access ?? 'read',
    resources: ['*'],
    request: {},
    result: failure.code,
    message: failure.message.slice(0, 1000),
    requestId,
    durationMs: 0,
  }
}

function unverified(claimed: string | undefined): ReturnType<typeof actorOf> {
  const actor = claimed ? `${claimed} (not verified)` : 'not signed'
  return { actorKind: 'anonymous', actor, role: null, accessKeyId: claimed ?? null }
}
