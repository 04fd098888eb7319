import type { Filter } from '#queries/ui/filter-grammar'
import type { FilterField } from '#queries/ui/filter-suggestions'
import type { AuditInput } from './own-operations'

const ops = ['is', 'not'] as const

/** What the screen opens with. */
export const changesView = 'f=access:is:write'

export const filterFields: readonly FilterField[] = [
  { id: 'actor', label: 'Actor', ops },
  { id: 'action', label: 'Action', ops },
  {
    id: 'result',
    label: 'Result',
    ops,
    options: [
      { value: 'ok', label: 'ok' },
      { value: 'AccessDeniedException', label: 'denied' },
      { value: 'ValidationException', label: 'not valid' },
      { value: 'InternalServerError', label: 'server error' },
    ],
  },
  {
    id: 'access',
    label: 'Access',
    options: [
      { value: 'write', label: 'changes' },
      { value: 'read', label: 'reads' },
    ],
  },
  { id: 'request', label: 'Request id' },
  { id: 'since', label: 'Since', options: spans().map(({ value, label }) => ({ value, label })) },
  { id: 'from', label: 'From' },
  { id: 'to', label: 'Until' },
]

function spans(): readonly { value: string; label: string; seconds: number }[] {
  return [
    { value: '1h', label: 'the last hour', seconds: 3_600 },
    { value: '24h', label: 'the last 24 hours', seconds: 86_400 },
    { value: '7d', label: 'the last 7 days', seconds: 7 * 86_400 },
    { value: '30d', label: 'the last 30 days', seconds: 30 * 86_400 },
  ]
}

/** The request that the filters stand for. `now` in epoch seconds, rounded by the caller so that the query stays the same for a while. */
export function auditInput(filters: readonly Filter[], now: number): AuditInput {
  const value = (field: string) => filters.find((filter) => filter.field === field && filter.op !== 'not')?.values[0]
  const access = value('access')
  const from = fromTime(value('since'), value('from'), now)
  const to = epoch(value('to'))
  return {
    ...text('Actor', value('actor')),
    ...text('Action', value('action')),
    ...text('Result', value('result')),
    ...text('RequestId', value('request')),
    ...without(filters),
    ...(access === 'read' || access === 'write' ? { Access: access } : {}),
    ...(from === undefined ? {} : { From: from }),
    ...(to === undefined ? {} : { To: to }),
  }
}

const excludable = { actor: 'Actor', action: 'Action', result: 'Result', access: 'Access' } as const

/** Filters of the kind "actor is not ci". */
function without(filters: readonly Filter[]): { Without?: object } {
  const entries = Object.entries(excludable).flatMap(([field, member]) => {
    const values = filters.filter((filter) => filter.field === field && filter.op === 'not').flatMap((filter) => filter.values)
    return values.length === 0 ? [] : [[member, values]]
  })
  return entries.length === 0 ? {} : { Without: Object.fromEntries(entries) }
}

function text<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } {
  return value ? ({ [name]: value } as { [Key in Name]: string }) : {}
}

function fromTime(since: string | undefined, from: string | undefined, now: number): number | undefined {
  const seconds = spans().find((span) => span.value === since)?.seconds
  const absolute = epoch(from)
  const relative = seconds === undefined ? undefined : now - seconds
  return absolute === undefined ? relative : Math.max(absolute, relative ?? absolute)
}

/** Times in the address are ISO: people read and change them. */
function epoch(value: string | undefined): number | undefined {
  const milliseconds = value === undefined ? Number.NaN : Date.parse(value)
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000
}

const aroundSeconds = 600

/** "This actor, ten minutes before and after". */
export function aroundActor(actor: string, at: number): Filter[] {
  const iso = (seconds: number) => new Date(Math.round(seconds) * 1000).toISOString().replace('.000Z', 'Z')
  return [
    { field: 'actor', op: 'is', values: [actor] },
    { field: 'from', op: 'is', values: [iso(at - aroundSeconds)] },
    { field: 'to', op: 'is', values: [iso(at + aroundSeconds)] },
  ]
}

export function withFilter(filters: readonly Filter[], field: string, value: string): Filter[] {
  return [...filters.filter((filter) => filter.field !== field), { field, op: 'is', values: [value] }]
}
