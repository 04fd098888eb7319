import { Badge } from '#components/ui/badge'
import { RelativeTime } from '#components/ui/relative-time'
import { RowLink } from '#components/ui/row-link'
import { StatusBadge } from '#components/ui/status-badge'
import type { Column } from '#queries/ui/table/column'
import { exactTime } from '#queries/ui/time-text'
import { documentHref } from '../document-words'
import type { DocumentVersionInfo } from '../own-operations'

export function versionColumns(name: string): readonly Column<DocumentVersionInfo>[] {
  return [
    {
      id: 'version',
      header: 'Version',
      width: 180,
      cell: ({ DocumentVersion = '', IsDefaultVersion }) => (
        <span className="flex items-center gap-2">
          <RowLink href={`${documentHref(name, 'content')}?v=${DocumentVersion}`}>v{DocumentVersion}</RowLink>
          {IsDefaultVersion ? <Badge tone="ok">default</Badge> : null}
        </span>
      ),
      text: ({ DocumentVersion = '' }) => DocumentVersion,
    },
    { id: 'name', header: 'Name', width: 200, grow: true, cell: nameOf, text: nameOf },
    {
      id: 'status',
      header: 'Status',
      width: 130,
      cell: ({ Status, StatusInformation }) => <StatusBadge quiet kind="document" value={Status} detail={StatusInformation} />,
      text: ({ Status = '' }) => Status,
    },
    {
      id: 'written',
      header: 'Written',
      width: 120,
      cell: ({ CreatedDate }) => <RelativeTime at={CreatedDate} />,
      text: ({ CreatedDate }) => (CreatedDate === undefined ? '' : exactTime(CreatedDate)),
    },
    { id: 'author', header: 'By', width: 180, priority: 2, cell: authorOf, text: authorOf },
    { id: 'format', header: 'Format', width: 90, cell: formatOf, text: formatOf },
    { id: 'review', header: 'Review', width: 130, hidden: true, cell: reviewOf, text: reviewOf },
  ]
}

function nameOf({ VersionName = '' }: DocumentVersionInfo): string {
  return VersionName
}

function authorOf({ Author = '' }: DocumentVersionInfo): string {
  return Author
}

function formatOf({ DocumentFormat }: DocumentVersionInfo): string {
  return DocumentFormat ?? ''
}

function reviewOf({ ReviewStatus }: DocumentVersionInfo): string {
  return ReviewStatus ?? ''
}
