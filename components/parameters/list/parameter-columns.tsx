import { Badge } from '#components/ui/badge'
import { RelativeTime } from '#components/ui/relative-time'
import { RowLink } from '#components/ui/row-link'
import type { Filter } from '#queries/ui/filter-grammar'
import { numberText } from '#queries/ui/number-text'
import type { Column } from '#queries/ui/table/column'
import { exactTime } from '#queries/ui/time-text'
import type { ParameterRow } from '../own-operations'
import { nameWithin, parameterHref } from '../parameter-words'

type ParameterColumn = Column<ParameterRow>

/** Names are read inside the path; the title of the cell has the whole. */
export function parameterColumns(path: string): readonly ParameterColumn[] {
  return [
    {
      id: 'name',
      header: 'Name',
      width: 250,
      minWidth: 150,
      grow: true,
      cell: ({ Name = '' }) => <RowLink href={parameterHref(Name)}>{nameWithin(Name, path)}</RowLink>,
      text: ({ Name = '' }) => Name,
    },
    plain({ id: 'type', header: 'Type', width: 112, minWidth: 104, text: ({ Type = '' }) => Type, field: 'type' }),
    plain({ id: 'tier', header: 'Tier', width: 92, priority: 6, text: ({ Tier = '' }) => Tier, field: 'tier' }),
    {
      id: 'value',
      header: 'Value',
      width: 220,
      minWidth: 110,
      mono: true,
      cell: (row) => <ValueCell row={row} />,
      text: valueText,
    },
    {
      id: 'version',
      header: 'Version',
      width: 72,
      minWidth: 68,
      align: 'end',
      cell: ({ Version = 0 }) => numberText(Version),
      text: ({ Version = 0 }) => String(Version),
    },
    {
      id: 'labels',
      header: 'Labels',
      width: 150,
      minWidth: 110,
      priority: 3,
      cell: (row) => <LabelsCell row={row} />,
      text: labelText,
    },
    {
      id: 'policies',
      header: 'Policies',
      width: 110,
      minWidth: 76,
      priority: 7,
      cell: ({ Policies = [] }) => (Policies.length === 0 ? <Nothing /> : Policies.map(policyWord).join(', ')),
      text: ({ Policies = [] }) => Policies.map(policyWord).join(', '),
    },
    {
      id: 'modified',
      header: 'Modified',
      width: 104,
      minWidth: 100,
      priority: 2,
      cell: ({ LastModifiedDate }) => <RelativeTime at={LastModifiedDate} />,
      text: ({ LastModifiedDate }) => (LastModifiedDate === undefined ? '' : exactTime(LastModifiedDate)),
    },
    plain({
      id: 'by',
      header: 'By',
      width: 150,
      minWidth: 110,
      priority: 5,
      text: ({ LastModifiedUser = '' }) => LastModifiedUser,
    }),
    {
      id: 'uses',
      header: 'Used by',
      width: 80,
      minWidth: 74,
      priority: 4,
      align: 'end',
      cell: (row) => <UsesCell row={row} />,
      text: usesText,
    },
    plain({ id: 'key', header: 'Key', width: 160, hidden: true, text: ({ KeyId = '' }) => KeyId, field: 'key' }),
    plain({ id: 'data', header: 'Data type', width: 120, hidden: true, text: ({ DataType = '' }) => DataType, field: 'data' }),
    plain({ id: 'description', header: 'Description', width: 220, hidden: true, text: ({ Description = '' }) => Description }),
  ]
}

/** The filters of DescribeParameters know no "not". */
function plain({
  field,
  ...column
}: Omit<ParameterColumn, 'cell'> & { text: (row: ParameterRow) => string; field?: string }): ParameterColumn {
  const filters = (row: ParameterRow): readonly Filter[] =>
    field === undefined || column.text(row) === '' ? [] : [{ field, op: 'is', values: [column.text(row)] }]
  return { ...column, cell: (row) => column.text(row) || <Nothing />, filters, filtersOut: false }
}

export function rowVersion(row: ParameterRow): string {
  return `${row.Version} ${labelText(row)} ${row.Tier} ${row.LastModifiedDate} ${row.UseCount}`
}

function Nothing() {
  return <span className="text-text-3">-</span>
}

function ValueCell({ row: { Type, Value = '' } }: { row: ParameterRow }) {
  if (Type !== 'SecureString') return Value
  return (
    <span className="text-text-3">
      <span aria-hidden>********</span>
      <span className="sr-only">hidden</span>
    </span>
  )
}

/** Empty for secrets. */
function valueText({ Value = '', IsCut }: ParameterRow): string {
  return IsCut ? `${Value}...` : Value
}

/** `live` sits on the newest version, `live v11` on an older one. */
function labelWords({ Labels, Version }: ParameterRow): readonly string[] {
  return Labels.map((label) => (label.Version === Version ? label.Label : `${label.Label} v${label.Version}`))
}

function labelText(row: ParameterRow): string {
  return labelWords(row).join(', ')
}

function LabelsCell({ row }: { row: ParameterRow }) {
  const [first, ...others] = labelWords(row)
  if (first === undefined) return <Nothing />
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="min-w-0 overflow-hidden">
        <Badge>{first}</Badge>
      </span>
      {others.length > 0 ? <span className="shrink-0 text-meta text-text-3">+{others.length}</span> : null}
    </span>
  )
}

const policyWords: Readonly<Record<string, string>> = {
  Expiration: 'expires',
  ExpirationNotification: 'warns before',
  NoChangeNotification: 'warns if unchanged',
}

function policyWord({ PolicyType = '' }: { PolicyType?: string | undefined }): string {
  return policyWords[PolicyType] ?? PolicyType
}

function usesText({ UseCount, HasMoreUses }: ParameterRow): string {
  return `${numberText(UseCount)}${HasMoreUses ? '+' : ''}`
}

function UsesCell({ row }: { row: ParameterRow }) {
  if (row.UseCount === 0) return <Nothing />
  return (
    <RowLink href={parameterHref(row.Name ?? '', { tab: 'references' })} title="Things that referred to it in 90 days">
      {usesText(row)}
    </RowLink>
  )
}
