'use client'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { EmptyState } from '#components/ui/empty-state'
import { useKeys } from '#components/ui/key-provider'
import type { MenuItem } from '#components/ui/menu'
import { listPages } from '#queries/shell/list-pages'
import { useSession } from '#queries/shell/session'
import { toFailure } from '#queries/ui/failure'
import type { UserChange } from './change-user-dialog'
import { type User, updateUser, userPages } from './own-operations'
import { userColumns } from './user-columns'

const CreateUserDialog = lazy(() => import('./create-user-dialog').then((module) => ({ default: module.CreateUserDialog })))
const ChangeUserDialog = lazy(() => import('./change-user-dialog').then((module) => ({ default: module.ChangeUserDialog })))

const request = { service: 'quarterdeck', operation: 'ListUsers', input: {} }

/** Who may sign in, and what they may do. */
export function UsersScreen() {
  const role = useSession()?.user.role
  if (role !== undefined && role !== 'owner')
    return (
      <Page title="Users">
        <EmptyState
          kind="no-permission"
          title="Users are for owners to see"
          text={`Your role is ${role}. An owner can give you another: quarterdeck:ListUsers is what this page needs.`}
        />
      </Page>
    )
  return <UserTable />
}

function UserTable() {
  useTopics(['users'])
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<{ user: User; change: UserChange }>()
  const users = useInfiniteQuery(userPages())
  const enable = useEnable()
  const add = () => setAdding(true)
  useKeys([{ key: 'c', label: 'Add user', group: 'Page', run: add }])
  const actions = (user: User): MenuItem[] => [
    { id: 'role', label: 'Change role', run: () => setChanging({ user, change: 'role' }) },
    { id: 'reset', label: 'Reset sign-in', run: () => setChanging({ user, change: 'reset' }) },
    user.Status === 'Active'
      ? { id: 'off', label: 'Switch off', danger: true, separated: true, run: () => setChanging({ user, change: 'disable' }) }
      : { id: 'on', label: 'Switch on', separated: true, run: () => enable(user.Email) },
  ]
  return (
    <Page
      title="Users"
      layout="fill"
      request={request}
      meta="People who sign in to this console. Nodes and tools have keys of their own."
      actions={
        <Button variant="primary" icon={<Plus aria-hidden size={16} strokeWidth={1.75} />} keyHint="c" onClick={add}>
          Add user
        </Button>
      }
    >
      <DataTable
        id="users"
        caption="Users"
        columns={userColumns}
        rows={users.data?.pages.flatMap((page) => page.Users) ?? []}
        getRowId={(user) => user.Email}
        getRowVersion={(user) => `${user.Role} ${user.Status} ${user.TwoFactor}`}
        {...listPages(users)}
        rowActions={actions}
        empty={<EmptyState kind="first-use" title="No users" text="Somebody must be: this list did not load as it should." />}
      />
      <Suspense>
        {adding ? <CreateUserDialog onClose={() => setAdding(false)} /> : null}
        {changing ? <ChangeUserDialog {...changing} onClose={() => setChanging(undefined)} /> : null}
      </Suspense>
    </Page>
  )
}

/** Needs no dialog: switching off again is one press away. */
function useEnable(): (email: string) => void {
  const toast = useToast()
  const queries = useQueryClient()
  const enable = useMutation({
    mutationFn: (Email: string) => updateUser({ Email, Status: 'Active' }),
    onSuccess: ({ User }) => toast({ tone: 'ok', title: `${User.Email} may sign in again` }),
    onError: (thrown) => toast({ tone: 'bad', title: 'Nothing was changed', text: toFailure(thrown).message }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['auth'] }),
  })
  return enable.mutate
}
