'use client'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { ConfirmDialog } from '#components/ui/confirm-dialog'
import { DataTable } from '#components/ui/data-table'
import { EmptyState } from '#components/ui/empty-state'
import { ErrorState } from '#components/ui/error-state'
import { useKeys } from '#components/ui/key-provider'
import type { MenuItem } from '#components/ui/menu'
import { listPages } from '#queries/shell/list-pages'
import { toFailure } from '#queries/ui/failure'
import { type AccessKey, deleteAccessKey, updateAccessKey } from '../own-operations'
import { accessKeyPages } from '../queries'
import { CreateKeyDialog } from './create-key-dialog'
import { keyColumns } from './key-columns'

const request = { service: 'quarterdeck', operation: 'ListAccessKeys', input: {} }

export function AccessKeysScreen() {
  useTopics(['access-keys'])
  const [creating, setCreating] = useState(false)
  const [deleting, setDeleting] = useState<AccessKey>()
  const keys = useInfiniteQuery(accessKeyPages())
  const rows = keys.data?.pages.flatMap((page) => page.AccessKeys) ?? []
  const switchKey = useSwitchKey()
  const create = () => setCreating(true)
  useKeys([{ key: 'c', label: 'Create access key', group: 'Page', run: create }])
  const actions = (key: AccessKey): MenuItem[] => [
    key.Status === 'Active'
      ? { id: 'off', label: 'Switch off', run: () => switchKey(key, 'Inactive') }
      : { id: 'on', label: 'Switch on', run: () => switchKey(key, 'Active') },
    { id: 'delete', label: 'Delete', danger: true, separated: true, run: () => setDeleting(key) },
  ]
  const createButton = (
    <Button variant="primary" icon={<Plus aria-hidden size={16} strokeWidth={1.75} />} keyHint="c" onClick={create}>
      Create access key
    </Button>
  )
  return (
    <Page
      title="Access keys"
      layout="fill"
      request={request}
      meta="Keys sign the calls of the aws CLI, SDKs and Terraform. A key may do what its user may do."
      actions={createButton}
    >
      <DataTable
        id="access-keys"
        caption="Access keys"
        columns={keyColumns}
        rows={rows}
        getRowId={(key) => key.AccessKeyId}
        getRowVersion={(key) => key.Status}
        {...listPages(keys)}
        rowActions={actions}
        empty={
          <EmptyState
            kind="first-use"
            title="No access keys yet"
            text="Create one, and the aws CLI works against this installation."
            action={createButton}
            command="aws sts get-caller-identity --profile quarterdeck"
          />
        }
      />
      <CreateKeyDialog open={creating} onClose={() => setCreating(false)} />
      <DeleteKeyDialog subject={deleting} onClose={() => setDeleting(undefined)} />
    </Page>
  )
}

/** Reversible, so it happens at once and can be undone. */
function useSwitchKey(): (key: AccessKey, status: 'Active' | 'Inactive') => void {
  const toast = useToast()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: updateAccessKey,
    onSettled: () => queries.invalidateQueries({ queryKey: ['auth'] }),
  })
  const set = (AccessKeyId: string, Status: 'Active' | 'Inactive', undo?: () => void) =>
    change.mutate(
      { AccessKeyId, Status },
      {
        onSuccess: () =>
          toast({
            tone: 'ok',
            title: `${AccessKeyId} is ${Status === 'Active' ? 'on' : 'off: calls with it are refused'}`,
            undo,
          }),
        onError: (thrown) => toast({ tone: 'bad', title: 'The key was not changed', text: toFailure(thrown).message }),
      },
    )
  return (key, status) => set(key.AccessKeyId, status, () => set(key.AccessKeyId, status === 'Active' ? 'Inactive' : 'Active'))
}

function DeleteKeyDialog({ subject, onClose }: { subject: AccessKey | undefined; onClose: () => void }) {
  const toast = useToast()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: (AccessKeyId: string) => deleteAccessKey({ AccessKeyId }),
    onSuccess: (_, AccessKeyId) => {
      toast({ tone: 'ok', title: `${AccessKeyId} is deleted` })
      void queries.invalidateQueries({ queryKey: ['auth'] })
      onClose()
    },
  })
  const close = () => {
    remove.reset()
    onClose()
  }
  if (!subject) return null
  const used = subject.LastUsedDate !== undefined
  return (
    <ConfirmDialog
      open
      onClose={close}
      onConfirm={() => remove.mutate(subject.AccessKeyId)}
      title={`Delete access key ${subject.AccessKeyId}?`}
      blast={{ tier: 'T3', name: subject.AccessKeyId }}
      irreversible="Tools that use this key are refused at once, and the key cannot be brought back."
      confirmLabel="Delete access key"
      danger
      busy={remove.isPending}
      error={remove.error ? <ErrorState compact title="The key was not deleted" failure={toFailure(remove.error)} /> : null}
    >
      <p>
        {subject.Description ? `"${subject.Description}" of ${subject.Email}. ` : `It belongs to ${subject.Email}. `}
        {used ? 'It has been used: switching it off first shows what still needs it.' : 'It was never used.'}
      </p>
    </ConfirmDialog>
  )
}
