import { auditTexts } from '#lib/capabilities/audit/model'
import { RelativeTime } from '#components/ui/relative-time'
import type { Filter } from '#queries/ui/filter-grammar'
import type { Column } from '#queries/ui/table/column'
import { AuditResult } from './audit-result'
import { actorWords, resourceWords } from './audit-words'
import type { AuditRecord } from './own-operations'
import { numberText } from '#queries/ui/number-text'

export const auditColumns: readonly Column<AuditRecord>[] = [
  {
    id: 'at',
    header: 'Time',
    width: 204,
    minWidth: 204,
    cell: (record) => <RelativeTime at={record.At} exact />,
    text: auditTexts.at,
  },
  {
    id: 'actor',
    header: 'Actor',
    width: 240,
    minWidth: 190,
    cell: (record) => <Actor record={record} />,
    text: auditTexts.actor,
    filters: (record) => [is('actor', record.Actor)],
  },
  {
    id: 'action',
    header: 'Action',
    width: 180,
    minWidth: 140,
    cell: (record) => <span className="font-medium">{record.Action}</span>,
    text: auditTexts.action,
    filters: (record) => [is('action', record.Action)],
  },
  {
    id: 'result',
    header: 'Result',
    width: 170,
    minWidth: 90,
    cell: (record) => <AuditResult result={record.Result} message={record.Message} />,
    text: auditTexts.result,
    filters: (record) => [is('result', record.Result)],
  },
  {
    id: 'resources',
    header: 'Resources',
    width: 210,
    priority: 1,
    grow: true,
    cell: (record) => resourceWords(record.Resources) || <span className="text-text-3">-</span>,
    text: auditTexts.resources,
  },
  { id: 'ip', header: 'From', width: 110, priority: 2, cell: (record) => record.SourceIp, text: auditTexts.ip },
  {
    id: 'access',
    header: 'Access',
    width: 80,
    hidden: true,
    cell: (record) => record.Access,
    text: auditTexts.access,
    filters: (record) => [is('access', record.Access)],
  },
  {
    id: 'role',
    header: 'Role',
    width: 90,
    hidden: true,
    cell: (record) => record.Role ?? '-',
    text: auditTexts.role,
  },
  {
    id: 'key',
    header: 'Access key',
    width: 200,
    hidden: true,
    mono: true,
    cell: (record) => record.AccessKeyId ?? '-',
    text: auditTexts.key,
  },
  {
    id: 'agent',
    header: 'User agent',
    width: 240,
    hidden: true,
    cell: (record) => record.UserAgent,
    text: auditTexts.agent,
  },
  {
    id: 'service',
    header: 'Service',
    width: 110,
    hidden: true,
    cell: (record) => record.Service,
    text: auditTexts.service,
  },
  {
    id: 'duration',
    header: 'Duration',
    width: 90,
    align: 'end',
    hidden: true,
    cell: (record) => `${numberText(record.DurationMs)} ms`,
    text: auditTexts.duration,
  },
  {
    id: 'request',
    header: 'Request id',
    width: 300,
    hidden: true,
    mono: true,
    cell: (record) => record.RequestId,
    text: auditTexts.request,
    filters: (record) => [is('request', record.RequestId)],
  },
]

function is(field: string, value: string): Filter {
  return { field, op: 'is', values: [value] }
}

function Actor({ record }: { record: AuditRecord }) {
  const { name, kind } = actorWords(record)
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <span className="truncate">{name}</span>
      <span className="shrink-0 text-meta text-text-3">{kind}</span>
    </span>
  )
}
