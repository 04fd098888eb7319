import { Badge } from '#components/ui/badge'
import { RelativeTime } from '#components/ui/relative-time'
import type { Column } from '#queries/ui/table/column'
import { exactTime } from '#queries/ui/time-text'
import { countChanges } from '../bulk-words'
import type { ListedChangeSet } from '../own-operations'

export const changeSetColumns: readonly Column<ListedChangeSet>[] = [
  { id: 'title', header: 'Change set', width: 320, grow: true, cell: ({ Title }) => Title, text: ({ Title }) => Title },
  { id: 'did', header: 'Did', width: 240, cell: countChanges, text: countChanges },
  { id: 'source', header: 'From', width: 100, priority: 1, cell: ({ Source }) => Source, text: ({ Source }) => Source },
  {
    id: 'state',
    header: 'State',
    width: 110,
    cell: ({ RevertedBy }) => (RevertedBy ? <Badge>reverted</Badge> : <Badge tone="ok">applied</Badge>),
    text: ({ RevertedBy }) => (RevertedBy ? 'reverted' : 'applied'),
  },
  {
    id: 'at',
    header: 'When',
    width: 120,
    cell: ({ CreatedDate }) => <RelativeTime at={CreatedDate} />,
    text: ({ CreatedDate }) => exactTime(CreatedDate),
  },
  { id: 'by', header: 'By', width: 200, cell: ({ CreatedBy }) => CreatedBy, text: ({ CreatedBy }) => CreatedBy },
]
