import type { Caller } from '#lib/platform/context'

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
  if (typeof value === 'string')
    return value.length > longestText ? `${value.slice(0, longestText)}… (${value.length} characters)` : value
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (depth > 12) return '…'
  if (Array.isArray(value)) return value.slice(0, mostItems).map((item) => maskRequest(item, secretMembers, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretMembers.includes(name) ? '***' : maskRequest(inner, secretMembers, depth + 1),
    ]),
  )
}
