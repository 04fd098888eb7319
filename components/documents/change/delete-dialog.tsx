'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ssm } from '#lib/api/browser'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { useToast } from '#components/shell/toasts'
import { Checkbox } from '#components/ui/checkbox'
import { ConfirmDialog } from '#components/ui/confirm-dialog'
import { ErrorState } from '#components/ui/error-state'
import { Link } from '#components/ui/link'
import { Skeleton } from '#components/ui/skeleton'
import { awsCli } from '#queries/shell/copy-as'
import { documentHref } from '../document-words'
import { documentShares, documentUses } from '../queries'
import { versionUses } from './impact'
import { useChange } from '#queries/shell/use-change'
import { UsesList } from './uses-list'

export interface DeleteDialogProps {
  name: string
  /** Only this version of the document. */
  version?: { number: string; isLatest: boolean } | undefined
  onClose: () => void
  onDone?: (() => void) | undefined
}

/** The one change of a document that cannot be taken back: says who uses it before it asks for the name. */
export function DeleteDialog({ name, version, onClose, onDone }: DeleteDialogProps) {
  const toast = useToast()
  const endpoint = useEndpoint()
  const change = useChange('documents')
  const [force, setForce] = useState(false)
  const uses = useQuery(documentUses(name)).data
  const affected =
    uses && version ? { ...uses, RequiredBy: [], Uses: [...versionUses(uses, version.number, version.isLatest)] } : uses
  const shares = useQuery({ ...documentShares(name), enabled: version === undefined }).data?.AccountIds ?? []
  const isUsed = affected !== undefined && affected.Uses.length + affected.RequiredBy.length > 0
  const input = {
    Name: name,
    ...(version ? { DocumentVersion: version.number } : {}),
    ...(isUsed && force ? { Force: true } : {}),
  }
  const what = version ? `version ${version.number} of ${name}` : name
  const leave = () => {
    toast({ tone: 'ok', title: `Deleted ${what}` })
    onDone?.()
    onClose()
  }
  const send = () => ssm('DeleteDocument', input)
  const go = async () => {
    if (version === undefined) await change.remove(send, name, leave)
    else if (await change.run(send)) leave()
  }
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      onConfirm={() => void go()}
      title={`Delete ${what}?`}
      blast={{ tier: 'T3', name }}
      irreversible={
        version
          ? 'Its text is gone for good. The number is not given again.'
          : 'All its versions, tags and attachments are gone for good.'
      }
      command={awsCli({ service: 'ssm', operation: 'DeleteDocument', input }, endpoint)}
      confirmLabel="Delete"
      busy={change.busy}
      error={change.failure ? <ErrorState compact failure={change.failure} title="It was not deleted" /> : null}
    >
      {affected ? <UsesList uses={affected} /> : <Skeleton lines={1} />}
      {shares.length > 0 ? (
        <p className="rounded-control bg-warn-soft px-2.5 py-2">
          It is shared with {sharedWith(shares)}, and cannot be deleted before that is ended under{' '}
          <Link href={documentHref(name, 'sharing')} onClick={onClose} className="text-accent underline">
            Sharing
          </Link>
          .
        </p>
      ) : null}
      {isUsed ? (
        <Checkbox label="Delete it although it is used: what uses it fails from then on" checked={force} onChange={setForce} />
      ) : null}
    </ConfirmDialog>
  )
}

function sharedWith(accounts: readonly string[]): string {
  if (accounts.includes('all')) return 'everybody'
  return accounts.length === 1 ? `account ${accounts[0]}` : `${accounts.length} accounts`
}
