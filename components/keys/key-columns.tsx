import { RelativeTime } from '#components/ui/relative-time'
import { StatusBadge } from '#components/ui/status-badge'
import type { Column } from '#queries/ui/table/column'
import { exactTime } from '#queries/ui/time-text'
import { countText, keyName, rotationText } from './key-words'
import type { KeySummary, KeyUse } from './own-operations'

/** A key with what it seals, once that is known. */
export interface KeyRow extends KeySummary {
  use: KeyUse | undefined
}

export const keyColumns: readonly Column<KeyRow>[] = [
  {
    id: 'alias',
    header: 'Alias',
    width: 220,
    grow: true,
    cell: (key) =>
      key.Aliases.length === 0 ? (
        <span className="text-text-3">{key.Description || 'No alias'}</span>
      ) : (
        <span className="font-medium">
          {key.Aliases.length > 1 ? `${keyName(key)} +${key.Aliases.length - 1}` : keyName(key)}
        </span>
      ),
    text: (key) => key.Aliases.join(' '),
  },
  {
    id: 'id',
    header: 'Key id',
    width: 300,
    minWidth: 120,
    priority: 2,
    mono: true,
    cell: (key) => key.KeyId,
    text: (key) => key.KeyId,
  },
  {
    id: 'state',
    header: 'State',
    width: 160,
    minWidth: 150,
    cell: (key) => <StatusBadge kind="key" value={key.KeyState} />,
    text: (key) => key.KeyState,
  },
  {
    id: 'rotation',
    header: 'Rotation',
    width: 140,
    minWidth: 130,
    cell: (key) => (key.RotationEnabled ? rotationText(key) : <span className="text-text-3">Off</span>),
    text: rotationText,
  },
  {
    id: 'used-by',
    header: 'Used by',
    width: 140,
    cell: (key) =>
      key.use === undefined ? '' : key.use.Parameters === 0 ? <span className="text-text-3">Nothing</span> : usedBy(key.use),
    text: (key) => (key.use ? usedBy(key.use) : ''),
  },
  {
    id: 'created',
    header: 'Created',
    width: 120,
    priority: 1,
    cell: (key) => <RelativeTime at={key.CreationDate} />,
    text: (key) => exactTime(key.CreationDate),
  },
  { id: 'by', header: 'By', width: 180, hidden: true, cell: (key) => key.CreatedBy, text: (key) => key.CreatedBy },
  {
    id: 'description',
    header: 'Description',
    width: 220,
    hidden: true,
    cell: (key) => key.Description,
    text: (key) => key.Description,
  },
]

const usedBy = (use: KeyUse) => countText(use.Parameters, 'parameter')
