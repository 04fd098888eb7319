'use client'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { useToast } from '#components/shell/toasts'
import { ConfirmDialog } from '#components/ui/confirm-dialog'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import { awsCli, type Endpoint } from '#queries/shell/copy-as'
import { useChange } from '#queries/shell/use-change'
import type { ParameterRow } from '../own-operations'
import { parameterHref } from '../parameter-words'
import { changeParameter, versionValue } from '../queries'
import { putLine } from './put-line'
import { UsesLine } from './uses-line'

const DiffView = lazy(() => import('#components/ui/diff-view').then((module) => ({ default: module.DiffView })))

export interface RestoreDialogProps {
  row: ParameterRow
  version: number
  onClose: () => void
}

/** The value of an earlier version becomes that of the next one; nothing in between is lost. */
export function RestoreDialog({ row, version, onClose }: RestoreDialogProps) {
  const { Name = '', Version = 1, Value = '' } = row
  const toast = useToast()
  const endpoint = useEndpoint()
  const change = useChange('parameters')
  const isSecret = row.Type === 'SecureString'
  const { data, error } = useQuery({ ...versionValue(Name, version), enabled: !isSecret })
  const earlier = data?.Parameter?.Value
  const put = () => changeParameter({ Name, ExpectedVersion: Version, FromVersion: version })
  const go = async () => {
    if (!(await change.run(put))) return
    toast({
      tone: 'ok',
      title: `${Name} has the value of version ${version} again`,
      link: { href: parameterHref(Name, { tab: 'history' }), label: 'History' },
    })
    onClose()
  }
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void go()}
      title={`Put the value of version ${version} as version ${Version + 1}?`}
      blast={{ tier: 'T1' }}
      command={
        isSecret ? secretLine(Name, version, endpoint) : putLine({ Name, Value: earlier ?? '', Overwrite: true }, endpoint)
      }
      confirmLabel={`Restore version ${version}`}
      busy={change.busy}
      error={change.failure ? <ErrorState compact failure={change.failure} title="It was not restored" /> : null}
    >
      <UsesLine name={Name} lead={`${Name} gets a new version`} />
      {isSecret ? (
        <p className="text-text-2">The value is not shown. The history says which versions have the same one.</p>
      ) : error ? (
        <ErrorState compact failure={toFailure(error)} title="The version did not load" />
      ) : earlier === undefined ? (
        <Skeleton lines={2} />
      ) : (
        <Suspense fallback={<Skeleton lines={2} />}>
          <DiffView before={Value} after={earlier} label="Change" names={[`Version ${Version}`, `Version ${version}`]} />
        </Suspense>
      )}
    </ConfirmDialog>
  )
}

/** A line that never shows the secret. */
function secretLine(Name: string, version: number, endpoint: Endpoint): string {
  const input = { Name: `${Name}:${version}`, WithDecryption: true }
  const read = awsCli({ service: 'ssm', operation: 'GetParameter', input }, endpoint)
  return putLine(
    { Name, Type: 'SecureString', Value: `$(${read} --query Parameter.Value --output text)`, Overwrite: true },
    endpoint,
    'shell',
  )
}
