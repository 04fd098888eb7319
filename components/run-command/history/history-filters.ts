import type { CommandFilter } from '@aws-sdk/client-ssm'
import type { Filter } from '#queries/ui/filter-grammar'
import type { FilterField } from '#queries/ui/filter-suggestions'

const hour = 3_600
const spans: readonly { value: string; label: string; seconds: number }[] = [
  { value: '1h', label: 'the last hour', seconds: hour },
  { value: '24h', label: 'the last 24 hours', seconds: 24 * hour },
  { value: '7d', label: 'the last 7 days', seconds: 7 * 24 * hour },
  { value: '30d', label: 'the last 30 days', seconds: 30 * 24 * hour },
]

export const statusOptions = [
  { value: 'InProgress', label: 'Running' },
  { value: 'Pending', label: 'Queued' },
  { value: 'Success', label: 'Succeeded' },
  { value: 'Failed', label: 'Failed' },
  { value: 'TimedOut', label: 'Timed out' },
  { value: 'Cancelled', label: 'Cancelled' },
  { value: 'Incomplete', label: 'Incomplete' },
  { value: 'NoInstancesInTag', label: 'No targets' },
] as const

export function filterFields(documents: readonly string[]): readonly FilterField[] {
  return [
    { id: 'status', label: 'Status', options: statusOptions },
    { id: 'document', label: 'Document', options: documents.map((value) => ({ value, label: value })) },
    { id: 'node', label: 'Node id' },
    { id: 'since', label: 'Requested', options: spans },
    { id: 'after', label: 'Requested after' },
    { id: 'before', label: 'Requested before' },
  ]
}

export interface HistoryInput {
  InstanceId?: string
  Filters: CommandFilter[]
}

/** What ListCommands is asked for. Its times are ISO texts; `now` is in epoch seconds. */
export function historyInput(filters: readonly Filter[], now: number): HistoryInput {
  const value = (field: string) => filters.find((filter) => filter.field === field)?.values[0]
  const node = value('node')
  const after = latest(isoOf(value('after')), sinceOf(value('since'), now))
  const before = isoOf(value('before'))
  return {
    ...(node ? { InstanceId: node } : {}),
    Filters: [
      ...one('Status', value('status')),
      ...one('DocumentName', value('document')),
      ...one('InvokedAfter', after),
      ...one('InvokedBefore', before),
    ],
  }
}

function one(key: NonNullable<CommandFilter['key']>, value: string | undefined): CommandFilter[] {
  return value ? [{ key, value }] : []
}

function sinceOf(span: string | undefined, now: number): string | undefined {
  const seconds = spans.find((known) => known.value === span)?.seconds
  return seconds === undefined ? undefined : isoText((now - seconds) * 1000)
}

function isoOf(text: string | undefined): string | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? undefined : isoText(at)
}

/** The service wants no fractions of seconds. */
function isoText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z')
}

function latest(...times: readonly (string | undefined)[]): string | undefined {
  return times
    .filter((time) => time !== undefined)
    .sort()
    .at(-1)
}
