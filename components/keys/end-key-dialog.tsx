'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { useToast } from '#components/shell/toasts'
import { ConfirmDialog } from '#components/ui/confirm-dialog'
import { ErrorState } from '#components/ui/error-state'
import { Select } from '#components/ui/select'
import { awsCli } from '#queries/shell/copy-as'
import { toFailure } from '#queries/ui/failure'
import { countText, keyName } from './key-words'
import { keyCall, type KeySummary, keyUses, send } from './own-operations'
import { UnreadableList } from './unreadable-list'

export interface EndKeyDialogProps {
  of: KeySummary
  how: 'disable' | 'delete'
  onClose: () => void
}

const waits = [7, 14, 30].map((days) => ({ value: String(days), label: `${days} days` }))

/** Disabling and deleting make the same things unreadable: for now, or for ever. */
export function EndKeyDialog({ of: key, how, onClose }: EndKeyDialogProps) {
  const name = keyName(key)
  const toast = useToast()
  const endpoint = useEndpoint()
  const queries = useQueryClient()
  const [days, setDays] = useState('30')
  const counted = useQuery(keyUses([key.KeyId])).data?.Keys[0]
  const request =
    how === 'disable'
      ? keyCall('DisableKey', { KeyId: key.KeyId })
      : keyCall('ScheduleKeyDeletion', { KeyId: key.KeyId, PendingWindowInDays: Number(days) })
  const end = useMutation({
    mutationFn: () => send(request.operation, request.input),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['keys'] })
      toast({ tone: 'ok', title: how === 'disable' ? `${name} is disabled` : `${name} is deleted in ${days} days` })
      onClose()
    },
  })
  const what = counted
    ? `${countText(counted.Parameters, 'parameter')} (${countText(counted.Versions, 'version')})`
    : 'What it seals'
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      onConfirm={() => end.mutate()}
      title={how === 'disable' ? `Disable ${name}?` : `Delete ${name} in ${days} days?`}
      blast={{ tier: 'T3', name }}
      irreversible={
        how === 'delete'
          ? 'When the time is over, what this key sealed is lost for ever, here and in every backup. Until then it can be cancelled.'
          : undefined
      }
      command={awsCli(request, endpoint)}
      confirmLabel={how === 'disable' ? 'Disable key' : 'Schedule deletion'}
      busy={end.isPending}
      error={end.error ? <ErrorState compact failure={toFailure(end.error)} title="Nothing was changed" /> : null}
    >
      <p>
        {what} cannot be read {how === 'disable' ? 'until the key is enabled again' : 'from now on'}, nor anything that others
        encrypted with it.
      </p>
      <UnreadableList keyId={key.KeyId} empty="It seals no parameter." />
      {how === 'delete' ? <Select label="Deleted after" value={days} onChange={setDays} options={waits} /> : null}
    </ConfirmDialog>
  )
}
