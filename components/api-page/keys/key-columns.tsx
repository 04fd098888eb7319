import { CopyButton } from '#components/ui/copy-button'
import { RelativeTime } from '#components/ui/relative-time'
import { StatusBadge } from '#components/ui/status-badge'
import type { Column } from '#queries/ui/table/column'
import { exactTime } from '#queries/ui/time-text'
import type { AccessKey } from '../own-operations'

export const keyColumns: readonly Column<AccessKey>[] = [
  {
    id: 'key',
    header: 'Access key',
    width: 230,
    mono: true,
    cell: (key) => (
      <span className="flex items-center gap-1">
        {key.AccessKeyId}
        <CopyButton text={key.AccessKeyId} label="Copy access key id" />
      </span>
    ),
    text: (key) => key.AccessKeyId,
  },
  {
    id: 'status',
    header: 'Status',
    width: 110,
    cell: (key) => <StatusBadge kind="access-key" value={key.Status} />,
    text: (key) => key.Status,
  },
  {
    id: 'description',
    header: 'Description',
    width: 220,
    grow: true,
    cell: (key) => key.Description || <span className="text-text-3">-</span>,
    text: (key) => key.Description,
  },
  { id: 'user', header: 'User', width: 200, cell: (key) => key.Email, text: (key) => key.Email },
  {
    id: 'created',
    header: 'Created',
    width: 110,
    cell: (key) => <RelativeTime at={key.CreatedDate} />,
    text: (key) => exactTime(key.CreatedDate),
  },
  {
    id: 'used',
    header: 'Last used',
    width: 150,
    cell: (key) => (key.LastUsedDate === undefined ? <span className="text-text-3">Never</span> : <LastUsed used={key} />),
    text: (key) => (key.LastUsedDate === undefined ? '' : exactTime(key.LastUsedDate)),
  },
]

function LastUsed({ used }: { used: AccessKey }) {
  return (
    <span className="flex items-baseline gap-1.5">
      <RelativeTime at={used.LastUsedDate} />
      {used.LastUsedService ? <span className="text-meta text-text-3">{used.LastUsedService}</span> : null}
    </span>
  )
}
