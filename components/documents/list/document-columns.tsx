import { Badge } from '#components/ui/badge'
import { RelativeTime } from '#components/ui/relative-time'
import type { Filter } from '#queries/ui/filter-grammar'
import type { Column } from '#queries/ui/table/column'
import { exactTime } from '#queries/ui/time-text'
import { ownerWord } from '../document-words'
import { outcomeShare, outcomeWords } from '../outcome-words'
import type { DocumentIdentifier } from '../own-operations'
import { LastRunCell, NameCell } from './library-cells'
import type { LibraryRow } from './use-library'

/** Set by names, so that a star or a draft changes its row alone. */
export interface RowMarks {
  favourites: ReadonlySet<string>
  drafts: ReadonlySet<string>
}

type LibraryColumn = Column<LibraryRow>

export function documentColumns(accountId: string | undefined, marks: RowMarks): readonly LibraryColumn[] {
  return [
    {
      id: 'name',
      header: 'Name',
      width: 260,
      minWidth: 230,
      grow: true,
      cell: (row) => <NameCell name={row.Name ?? ''} marks={marks} />,
      text: ({ Name = '' }) => Name,
    },
    plain({ id: 'type', header: 'Type', width: 120, minWidth: 100, text: typeOf, filters: (row) => [is('type', typeOf(row))] }),
    plain({
      id: 'version',
      header: 'Default',
      width: 80,
      align: 'end',
      text: ({ DocumentVersion, VersionName }) => [`v${DocumentVersion}`, VersionName].filter(Boolean).join(' '),
    }),
    plain({
      id: 'platforms',
      header: 'Platforms',
      width: 140,
      minWidth: 116,
      priority: 2,
      text: platformsOf,
      filters: ({ PlatformTypes = [] }) => PlatformTypes.map((platform) => is('platform', platform)),
    }),
    {
      id: 'lastRun',
      header: 'Last run',
      width: 170,
      minWidth: 160,
      cell: ({ outcome }) => <LastRunCell outcome={outcome} />,
      text: ({ outcome }) => (outcome ? `${exactTime(outcome.RequestedDateTime)}, ${outcome.StatusDetails}` : ''),
    },
    {
      id: 'ok',
      header: 'OK 30 d',
      width: 80,
      minWidth: 80,
      align: 'end',
      cell: ({ outcome }) => <span title={outcomeWords(outcome)}>{outcomeShare(outcome)}</span>,
      text: ({ outcome }) => outcomeWords(outcome),
    },
    {
      id: 'owner',
      header: 'Owner',
      width: 150,
      minWidth: 108,
      priority: 1,
      cell: ({ Owner }) => ownerWord(Owner, accountId, 'short'),
      text: ({ Owner }) => ownerWord(Owner, accountId),
      filtersOut: false,
      filters: ({ Owner = '' }) => (/^\d{12}$/.test(Owner) ? [is('account', Owner)] : []),
    },
    {
      id: 'tags',
      header: 'Tags',
      width: 160,
      priority: 4,
      cell: (row) => <Tags row={row} />,
      text: tagText,
      filters: tagFilters,
      filtersOut: false,
    },
    {
      id: 'created',
      header: 'Created',
      width: 110,
      minWidth: 104,
      priority: 3,
      cell: ({ CreatedDate }) => <RelativeTime at={CreatedDate} />,
      text: ({ CreatedDate }) => (CreatedDate === undefined ? '' : exactTime(CreatedDate)),
    },
    ...hiddenColumns,
  ]
}

/** Filters of ListDocuments know no "not". */
function plain(column: Omit<LibraryColumn, 'cell'> & { text: (row: LibraryRow) => string }): LibraryColumn {
  return { ...column, cell: (row: LibraryRow) => column.text(row), filtersOut: false }
}

const hiddenColumns: readonly LibraryColumn[] = [
  plain({ id: 'displayName', header: 'Display name', hidden: true, text: ({ DisplayName = '' }) => DisplayName }),
  plain({ id: 'author', header: 'Author', hidden: true, text: ({ Author = '' }) => Author }),
  plain({ id: 'lastBy', header: 'Last run by', hidden: true, text: ({ outcome }) => outcome?.RequestedBy ?? '' }),
  plain({ id: 'format', header: 'Format', width: 80, hidden: true, text: ({ DocumentFormat = '' }) => DocumentFormat }),
  plain({ id: 'schema', header: 'Schema', width: 80, hidden: true, text: ({ SchemaVersion = '' }) => SchemaVersion }),
  plain({
    id: 'target',
    header: 'Target type',
    width: 220,
    hidden: true,
    text: ({ TargetType = '' }) => TargetType,
    filters: ({ TargetType }) => (TargetType ? [is('target', TargetType)] : []),
  }),
  plain({ id: 'review', header: 'Review', width: 120, hidden: true, text: ({ ReviewStatus = '' }) => ReviewStatus }),
]

export function rowVersion(row: LibraryRow): string {
  return `${row.DocumentVersion} ${tagText(row)} ${platformsOf(row)} ${row.ReviewStatus}`
}

const is = (field: string, value: string): Filter => ({ field, op: 'is', values: [value] })

function tagFilters({ Tags = [] }: DocumentIdentifier): Filter[] {
  return Tags.map(({ Key = '', Value }) => (Value ? is(`tag.${Key}`, Value) : { field: `tag.${Key}`, op: 'exists', values: [] }))
}

function typeOf({ DocumentType }: DocumentIdentifier): string {
  return DocumentType ?? ''
}

function platformsOf({ PlatformTypes = [] }: DocumentIdentifier): string {
  return PlatformTypes.length === 3 ? 'any' : PlatformTypes.join(', ')
}

function tagText({ Tags = [] }: DocumentIdentifier): string {
  return Tags.map(({ Key, Value }) => (Value ? `${Key}=${Value}` : Key)).join(', ')
}

/** One tag and how many more there are; the count stays in view however long the tag is. */
function Tags({ row }: { row: DocumentIdentifier }) {
  const { Tags: [first, ...others] = [] } = row
  if (!first) return <span className="text-text-3">-</span>
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="min-w-0 overflow-hidden">
        <Badge>{first.Value ? `${first.Key}=${first.Value}` : first.Key}</Badge>
      </span>
      {others.length > 0 ? <span className="shrink-0 text-meta text-text-3">+{others.length}</span> : null}
    </span>
  )
}
