import { Badge } from '#components/ui/badge'
import { RelativeTime } from '#components/ui/relative-time'
import { RowLink } from '#components/ui/row-link'
import type { Column } from '#queries/ui/table/column'
import { exactTime } from '#queries/ui/time-text'
import type { ParameterVersion } from '../own-operations'
import { parameterHref } from '../parameter-words'

const changeWords: Readonly<Record<string, string>> = {
  first: 'first value',
  changed: 'changed',
  same: 'equal',
  unknown: 'not known',
}

export function versionColumns(name: string): readonly Column<ParameterVersion>[] {
  return [
    {
      id: 'version',
      header: 'Version',
      width: 90,
      cell: ({ Version }) => <RowLink href={parameterHref(name, { v: Version })}>v{Version}</RowLink>,
      text: ({ Version }) => `v${Version}`,
    },
    {
      id: 'labels',
      header: 'Labels',
      width: 160,
      minWidth: 110,
      cell: ({ Labels }) =>
        Labels.length === 0 ? (
          <span className="text-text-3">-</span>
        ) : (
          <span className="flex gap-1">
            {Labels.map((label) => (
              <Badge key={label}>{label}</Badge>
            ))}
          </span>
        ),
      text: ({ Labels }) => Labels.join(', '),
    },
    {
      id: 'change',
      header: 'Value was',
      width: 100,
      minWidth: 90,
      cell: ({ ValueChange }) => changeWords[ValueChange],
      text: ({ ValueChange }) => changeWords[ValueChange] ?? '',
    },
    {
      id: 'value',
      header: 'Value',
      width: 280,
      minWidth: 140,
      grow: true,
      mono: true,
      cell: ({ Value }) => Value ?? <Hidden />,
      text: ({ Value = '' }) => Value,
    },
    {
      id: 'by',
      header: 'By',
      width: 170,
      minWidth: 120,
      priority: 1,
      cell: ({ LastModifiedUser }) => LastModifiedUser,
      text: ({ LastModifiedUser }) => LastModifiedUser,
    },
    {
      id: 'at',
      header: 'Changed',
      width: 110,
      minWidth: 104,
      cell: ({ LastModifiedDate }) => <RelativeTime at={LastModifiedDate} />,
      text: ({ LastModifiedDate }) => exactTime(LastModifiedDate),
    },
    {
      id: 'description',
      header: 'Description',
      width: 200,
      priority: 2,
      cell: ({ Description = '' }) => Description,
      text: ({ Description = '' }) => Description,
    },
  ]
}

function Hidden() {
  return (
    <span className="text-text-3">
      <span aria-hidden>********</span>
      <span className="sr-only">hidden</span>
    </span>
  )
}
