'use client'
import { useQuery } from '@tanstack/react-query'
import { ssm } from '#lib/api/browser'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { useToast } from '#components/shell/toasts'
import { ConfirmDialog } from '#components/ui/confirm-dialog'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { awsCli } from '#queries/shell/copy-as'
import { documentUses } from '../queries'
import { defaultImpact } from './impact'
import { useChange } from '#queries/shell/use-change'

export interface DefaultDialogProps {
  name: string
  from: string
  to: string
  onClose: () => void
}

/** Another version becomes what runs where nobody names one. */
export function DefaultDialog({ name, from, to, onClose }: DefaultDialogProps) {
  const toast = useToast()
  const endpoint = useEndpoint()
  const change = useChange('documents')
  const uses = useQuery(documentUses(name)).data
  const input = { Name: name, DocumentVersion: to }
  const set = (DocumentVersion: string) => ssm('UpdateDocumentDefaultVersion', { Name: name, DocumentVersion })
  const go = async () => {
    if (!(await change.run(() => set(to)))) return
    toast({ tone: 'ok', title: `Version ${to} is the default now`, undo: () => void change.run(() => set(from)) })
    onClose()
  }
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void go()}
      title={`Make version ${to} the default?`}
      blast={{ tier: 'T1' }}
      command={awsCli({ service: 'ssm', operation: 'UpdateDocumentDefaultVersion', input }, endpoint)}
      confirmLabel="Make it the default"
      busy={change.busy}
      error={change.failure ? <ErrorState compact failure={change.failure} title="The default was not changed" /> : null}
    >
      {uses ? <p>{defaultImpact(uses, from, to)}</p> : <Skeleton lines={1} />}
    </ConfirmDialog>
  )
}
