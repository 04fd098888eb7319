'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { quarterdeck } from '#lib/api/browser'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { ErrorState } from '#components/ui/error-state'
import { RadioGroup } from '#components/ui/radio-group'
import { TextField } from '#components/ui/text-field'
import { toFailure } from '#queries/ui/failure'
import type { AttentionItem } from './attention'

export interface SnoozeDialogProps {
  item: AttentionItem
  onClose: () => void
}

const spans = [
  { value: '1', label: 'An hour' },
  { value: '4', label: '4 hours' },
  { value: '24', label: 'A day' },
  { value: '168', label: 'A week' },
  { value: '720', label: '30 days' },
]

/** Takes a problem off everybody's overview for a while, and says why. */
export function SnoozeDialog({ item, onClose }: SnoozeDialogProps) {
  const queries = useQueryClient()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const [hours, setHours] = useState('4')
  const refetch = () => queries.invalidateQueries({ queryKey: ['console', 'ListSnoozes'] })
  const undo = () => void quarterdeck('DeleteSnooze', { Problem: item.key }).then(refetch, refetch)
  const snooze = useMutation({
    mutationFn: () => {
      const Until = Math.floor(Date.now() / 1000) + Number(hours) * 3600
      return quarterdeck('PutSnooze', { Problem: item.key, Reason: reason.trim(), Until })
    },
    onSuccess: async () => {
      await refetch()
      toast({ tone: 'ok', title: `Snoozed: ${item.title}`, undo })
      onClose()
    },
  })
  const go = (event?: FormEvent) => {
    event?.preventDefault()
    if (reason.trim() !== '' && !snooze.isPending) snooze.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width="sm"
      title="Snooze this problem"
      description={item.title}
      footer={
        <Button variant="primary" size="md" busy={snooze.isPending} disabled={reason.trim() === ''} onClick={() => go()}>
          Snooze
        </Button>
      }
    >
      <form className="flex flex-col gap-3" onSubmit={go}>
        <TextField
          label="Reason"
          value={reason}
          onChange={setReason}
          required
          maxLength={200}
          help="Everybody sees it, with your name. The problem stays reachable below the list."
        />
        <RadioGroup label="For" value={hours} onChange={setHours} options={spans} inline />
        {snooze.error ? <ErrorState compact failure={toFailure(snooze.error)} title="It was not snoozed" /> : null}
      </form>
    </Dialog>
  )
}
