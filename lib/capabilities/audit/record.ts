import type { Caller } from '#lib/platform/context'
import { storableText } from '#lib/wire/shape-reader'

/** Who did what, when, from where, with which result. `result` is `ok` or the error code. */
export interface AuditRecord {
  accountId: string
  at: Date
  actorKind: Caller['kind']
  actor: string
  role: string | null
  accessKeyId: string | null
  sourceIp: string
  userAgent: string
  service: string
  action: string
  access: 'read' | 'write'
  resources: string[]
  request: unknown
  result: string
  message: string | null
  requestId: string
  durationMs: number
}

export function actorOf(caller: Caller): Pick<AuditRecord, 'actorKind' | 'actor' | 'role' | 'accessKeyId'> {
  switch (caller.kind) {
    case 'user':
      return { actorKind: 'user', actor: caller.email, role: caller.role, accessKeyId: caller.accessKeyId ?? null }
    case 'node':
      return { actorKind: 'node', actor: caller.nodeId, role: null, accessKeyId: null }
    case 'anonymous':
      return { actorKind: 'anonymous', actor: 'anonymous', role: null, accessKeyId: null }
    case 'system':
      return { actorKind: 'system', actor: 'system', role: null, accessKeyId: null }
  }
}

const longestText = 2000
const mostItems = 100

/** The request as it is kept: secret members masked, long values cut. `secretMembers` are names at any depth. */
export function maskRequest(value: unknown, secretMembers: readonly string[], depth = 0): unknown {
  if (typeof value === 'string') return shortened(value)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (depth > 12) return '…'
  if (Array.isArray(value)) return value.slice(0, mostItems).map((item) => maskRequest(item, secretMembers, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, mostItems)
      .map(([name, inner]) => [
        shortened(name),
        secretMembers.includes(name) ? '***' : maskRequest(inner, secretMembers, depth + 1),
      ]),
  )
}

/** Cut between characters: half of one is nothing that the database takes. */
function shortened(text: string): string {
  if (text.length <= longestText) return storableText(text)
  const kept = text.slice(0, longestText).replace(/[\ud800-\udbff]$/, '')
  return `${storableText(kept)}… (${text.length} characters)`
}

/** With nothing in it that the database refuses, whatever the client sent: one record must not cost the others. */
export function storableRecord(record: AuditRecord): AuditRecord {
  const { actor, userAgent, resources, message } = record
  return {
    ...record,
    actor: storableText(actor),
    userAgent: storableText(userAgent),
    resources: resources.map(storableText),
    message: message === null ? null : storableText(message),
  }
}
