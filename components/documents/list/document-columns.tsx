import { Badge } from '#components/ui/badge'
import { RelativeTime } from '#components/ui/relative-time'
import { RowLink } from '#components/ui/row-link'
import type { Column } from '#queries/ui/table/column'
import { exactTime } from '#queries/ui/time-text'
import { documentHref, ownerWord, shortName } from '../document-words'
import type { DocumentIdentifier } from '../own-operations'

export function documentColumns(accountId: string | undefined): readonly Column<DocumentIdentifier>[] {
  const plain = (column: Omit<Column<DocumentIdentifier>, 'cell'> & { text: (row: DocumentIdentifier) => string }) => ({
    ...column,
    cell: (row: DocumentIdentifier) => column.text(row),
  })
  return [
    {
      id: 'name',
      header: 'Name',
      width: 260,
      minWidth: 160,
      grow: true,
      cell: ({ Name = '' }) => <RowLink href={documentHref(Name)}>{shortName(Name)}</RowLink>,
      text: ({ Name = '' }) => Name,
    },
    plain({ id: 'type', header: 'Type', width: 120, text: ({ DocumentType = '' }) => DocumentType }),
    plain({
      id: 'version',
      header: 'Default',
      width: 80,
      align: 'end',
      text: ({ DocumentVersion, VersionName }) => [`v${DocumentVersion}`, VersionName].filter(Boolean).join(' '),
    }),
    plain({ id: 'platforms', header: 'Platforms', width: 170, priority: 1, text: platformsOf }),
    plain({ id: 'owner', header: 'Owner', width: 150, priority: 2, text: ({ Owner }) => ownerWord(Owner, accountId) }),
    { id: 'tags', header: 'Tags', width: 180, priority: 3, cell: (row) => <Tags row={row} />, text: tagText },
    {
      id: 'created',
      header: 'Created',
      width: 110,
      priority: 1,
      cell: ({ CreatedDate }) => <RelativeTime at={CreatedDate} />,
      text: ({ CreatedDate }) => (CreatedDate === undefined ? '' : exactTime(CreatedDate)),
    },
    plain({ id: 'displayName', header: 'Display name', hidden: true, text: ({ DisplayName = '' }) => DisplayName }),
    plain({ id: 'author', header: 'Author', hidden: true, text: ({ Author = '' }) => Author }),
    plain({ id: 'format', header: 'Format', width: 80, hidden: true, text: ({ DocumentFormat = '' }) => DocumentFormat }),
    plain({ id: 'schema', header: 'Schema', width: 80, hidden: true, text: ({ SchemaVersion = '' }) => SchemaVersion }),
    plain({ id: 'target', header: 'Target type', width: 220, hidden: true, text: ({ TargetType = '' }) => TargetType }),
    plain({ id: 'review', header: 'Review', width: 120, hidden: true, text: ({ ReviewStatus = '' }) => ReviewStatus }),
  ]
}

export function rowVersion(row: DocumentIdentifier): string {
  return `${row.DocumentVersion} ${tagText(row)} ${platformsOf(row)} ${row.ReviewStatus}`
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
