'use client'
import { ssm } from '#lib/api/browser'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { useToast } from '#components/shell/toasts'
import { ConfirmDialog } from '#components/ui/confirm-dialog'
import { ErrorState } from '#components/ui/error-state'
import { awsCli } from '#queries/shell/copy-as'
import { useChange } from '#queries/shell/use-change'
import { UsesLine } from './uses-line'

export interface DeleteDialogProps {
  name: string
  onClose: () => void
  onDone?: (() => void) | undefined
}

/** Says who reads it before it asks for the name. */
export function DeleteDialog({ name, onClose, onDone }: DeleteDialogProps) {
  const toast = useToast()
  const endpoint = useEndpoint()
  const change = useChange('parameters')
  const leave = () => {
    toast({ tone: 'ok', title: `Deleted ${name}` })
    onDone?.()
    onClose()
  }
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      onConfirm={() => void change.remove(() => ssm('DeleteParameter', { Name: name }), name, leave)}
      title={`Delete ${name}?`}
      blast={{ tier: 'T3', name }}
      irreversible="All its versions, labels and tags are gone for good."
      command={awsCli({ service: 'ssm', operation: 'DeleteParameter', input: { Name: name } }, endpoint)}
      confirmLabel="Delete"
      busy={change.busy}
      error={change.failure ? <ErrorState compact failure={change.failure} title="It was not deleted" /> : null}
    >
      <UsesLine name={name} lead="What reads it fails from then on" />
    </ConfirmDialog>
  )
}
