import { RelativeTime } from '#components/ui/relative-time'
import { StatusBadge } from '#components/ui/status-badge'
import type { Column } from '#queries/ui/table/column'
import { exactTime } from '#queries/ui/time-text'
import { roleOptions, type User } from './own-operations'

const roleName = (user: User) => roleOptions.find(({ value }) => value === user.Role)?.label ?? user.Role

export const userColumns: readonly Column<User>[] = [
  { id: 'email', header: 'Email', width: 260, grow: true, cell: (user) => user.Email, text: (user) => user.Email },
  { id: 'name', header: 'Name', width: 200, cell: (user) => user.Name, text: (user) => user.Name },
  { id: 'role', header: 'Role', width: 110, cell: roleName, text: roleName },
  {
    id: 'status',
    header: 'Status',
    width: 120,
    cell: (user) => <StatusBadge kind="access-key" value={user.Status === 'Active' ? 'Active' : 'Inactive'} />,
    text: (user) => user.Status,
  },
  {
    id: 'second-factor',
    header: 'Two-factor',
    width: 110,
    cell: (user) => (user.TwoFactor ? 'On' : <span className="text-text-3">Off</span>),
    text: (user) => (user.TwoFactor ? 'On' : 'Off'),
  },
  {
    id: 'created',
    header: 'Created',
    width: 120,
    cell: (user) => <RelativeTime at={user.CreatedDate} />,
    text: (user) => exactTime(user.CreatedDate),
  },
]
