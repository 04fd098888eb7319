'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, ButtonLink } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { Facts } from '#components/ui/facts'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import { useUrlParam } from '#queries/ui/use-url-state'
import { RestoreDialog } from '../change/restore-dialog'
import type { ParameterRow } from '../own-operations'
import { parameterHref } from '../parameter-words'
import { versionValue } from '../queries'
import { parameterFacts } from './parameter-facts'
import { ParameterValue } from './parameter-value'

export interface ValueTabProps {
  row: ParameterRow
  blocked: string | undefined
}

/** The value and all that describes it; `&v=3` shows an earlier one. */
export function ValueTab({ row, blocked }: ValueTabProps) {
  const [asked] = useUrlParam('v')
  const { Name = '', Type, Version = 1, Value } = row
  const version = asked !== undefined && /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : Version
  return (
    <div className="grid max-w-[75rem] grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-3">
        {version === Version ? (
          <ParameterValue name={Name} type={Type} version={Version} value={Value} />
        ) : (
          <EarlierValue row={row} version={version} blocked={blocked} />
        )}
      </div>
      <Facts facts={parameterFacts(row)} />
    </div>
  )
}

function EarlierValue({ row, version, blocked }: ValueTabProps & { version: number }) {
  const { Name = '', Type, Version = 1 } = row
  const [isRestoring, setRestoring] = useState(false)
  const isSecret = Type === 'SecureString'
  const { data, error, refetch } = useQuery({ ...versionValue(Name, version), enabled: !isSecret })
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 rounded-control bg-warn-soft px-2.5 py-2 text-body">
        <span className="mr-auto">
          This is version {version}; the newest is {Version}.
        </span>
        <Button disabledReason={blocked} onClick={() => setRestoring(true)}>
          Restore
        </Button>
        <ButtonLink href={parameterHref(Name)}>Show the newest</ButtonLink>
      </p>
      {isSecret ? (
        <ParameterValue name={Name} type={Type} version={version} value={undefined} />
      ) : error ? (
        <ErrorState compact failure={toFailure(error)} title="The version did not load" onRetry={() => void refetch()} />
      ) : data ? (
        <ParameterValue name={Name} type={Type} version={version} value={data.Parameter?.Value} />
      ) : (
        <Skeleton lines={2} />
      )}
      {isRestoring ? <RestoreDialog row={row} version={version} onClose={() => setRestoring(false)} /> : null}
    </>
  )
}
