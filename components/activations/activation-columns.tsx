import { Badge } from '#components/ui/badge'
import { MiddleCut } from '#components/ui/middle-cut'
import { RelativeTime } from '#components/ui/relative-time'
import { RowLink } from '#components/ui/row-link'
import { StatusBadge } from '#components/ui/status-badge'
import type { Column } from '#queries/ui/table/column'
import { type Activation, activationState } from './activation-state'
import { numberText } from '#queries/ui/number-text'

export const activationColumns: Column<Activation>[] = [
  {
    id: 'id',
    header: 'ID',
    width: 300,
    minWidth: 130,
    mono: true,
    cell: (activation) => <MiddleCut text={activation.ActivationId ?? ''} />,
    text: (activation) => activation.ActivationId ?? '',
  },
  {
    id: 'state',
    header: 'State',
    width: 120,
    minWidth: 112,
    cell: (activation) => <StatusBadge quiet kind="activation" {...activationState(activation)} />,
    text: (activation) => activationState(activation).value,
  },
  { id: 'used', header: 'Used', width: 190, minWidth: 170, cell: UsedCell, text: usedText },
  {
    id: 'expires',
    header: 'Expires',
    width: 100,
    minWidth: 84,
    priority: 1,
    cell: (activation) => <RelativeTime at={activation.ExpirationDate} />,
    text: (activation) => timeText(activation.ExpirationDate),
  },
  {
    id: 'name',
    header: 'Node name',
    width: 150,
    priority: 3,
    cell: (activation) => activation.DefaultInstanceName,
    text: (activation) => activation.DefaultInstanceName ?? '',
  },
  {
    id: 'role',
    header: 'Role',
    width: 150,
    priority: 4,
    cell: (activation) => activation.IamRole,
    text: (activation) => activation.IamRole ?? '',
  },
  { id: 'tags', header: 'Tags', width: 200, grow: true, priority: 2, cell: TagsCell, text: tagsText },
  {
    id: 'description',
    header: 'Description',
    width: 200,
    hidden: true,
    cell: (activation) => activation.Description,
    text: (activation) => activation.Description ?? '',
  },
  {
    id: 'created',
    header: 'Created',
    width: 100,
    minWidth: 92,
    priority: 2,
    cell: (activation) => <RelativeTime at={activation.CreatedDate} />,
    text: (activation) => timeText(activation.CreatedDate),
  },
]

function UsedCell(activation: Activation) {
  const { RegistrationsCount = 0, RegistrationLimit = 1 } = activation
  const share = Math.min(100, (RegistrationsCount / RegistrationLimit) * 100)
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="h-1.5 w-16 shrink-0 overflow-hidden rounded-full bg-raised">
        <span className="block h-full bg-accent" style={{ width: `${share}%` }} />
      </span>
      {RegistrationsCount === 0 ? (
        <span className="tabular text-text-2">{usedText(activation)}</span>
      ) : (
        <RowLink className="tabular" href={`/nodes?f=activation:is:${activation.ActivationId}`}>
          {usedText(activation)}
        </RowLink>
      )}
    </span>
  )
}

function usedText({ RegistrationsCount = 0, RegistrationLimit = 1 }: Activation): string {
  return `${numberText(RegistrationsCount)} of ${numberText(RegistrationLimit)}`
}

function TagsCell(activation: Activation) {
  return (
    <span className="flex items-center gap-1">
      {(activation.Tags ?? []).map((tag) => (
        <Badge key={tag.Key}>{`${tag.Key}=${tag.Value}`}</Badge>
      ))}
    </span>
  )
}

function tagsText(activation: Activation): string {
  return (activation.Tags ?? []).map((tag) => `${tag.Key}=${tag.Value}`).join(' ')
}

function timeText(at: number | undefined): string {
  return at === undefined ? '' : new Date(at * 1000).toISOString()
}
