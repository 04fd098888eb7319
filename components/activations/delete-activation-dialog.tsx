'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ssm } from '#lib/api/browser'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { useToast } from '#components/shell/toasts'
import { ConfirmDialog } from '#components/ui/confirm-dialog'
import { ErrorState } from '#components/ui/error-state'
import { toFailure } from '#queries/ui/failure'
import { awsCli } from '#queries/shell/copy-as'
import type { Activation } from './activation-state'
import { numberText } from '#queries/ui/number-text'

export interface DeleteActivationDialogProps {
  activation: Activation
  onClose: () => void
}

export function DeleteActivationDialog({ activation, onClose }: DeleteActivationDialogProps) {
  const id = activation.ActivationId ?? ''
  const used = activation.RegistrationsCount ?? 0
  const toast = useToast()
  const endpoint = useEndpoint()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => ssm('DeleteActivation', { ActivationId: id }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['activations'] })
      toast({ tone: 'ok', title: 'Activation deleted' })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      onConfirm={() => remove.mutate()}
      title="Delete this activation?"
      blast={{ tier: 'T1' }}
      command={awsCli({ service: 'ssm', operation: 'DeleteActivation', input: { ActivationId: id } }, endpoint)}
      confirmLabel="Delete activation"
      busy={remove.isPending}
      error={
        remove.error ? <ErrorState compact failure={toFailure(remove.error)} title="The activation was not deleted" /> : null
      }
    >
      <p>
        No machine can register with <code className="font-mono break-all">{id}</code> any more.
      </p>
      <p className="text-text-2">
        {used === 0
          ? 'None has so far.'
          : `The ${used === 1 ? 'node that' : `${numberText(used)} nodes that`} did so stay as they are.`}
      </p>
    </ConfirmDialog>
  )
}
