'use client'
import { useQuery } from '@tanstack/react-query'
import { ButtonLink } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { ErrorState } from '#components/ui/error-state'
import { Facts } from '#components/ui/facts'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import { ParameterValue } from '../detail/parameter-value'
import { parameterFacts } from '../detail/parameter-facts'
import { editHref, parameterHref } from '../parameter-words'
import { parameterRow } from '../queries'

/** A parameter beside the list: its value and what describes it. */
export function ParameterPeek({ name, blocked }: { name: string; blocked: string | undefined }) {
  const { data, error, refetch } = useQuery(parameterRow(name))
  const row = data?.Parameters[0]
  if (error)
    return <ErrorState compact failure={toFailure(error)} title="The parameter did not load" onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={6} />
  if (!row) return <EmptyState kind="no-match" title="There is no such parameter" text={name} />
  return (
    <div className="flex flex-col gap-4 text-body">
      <ParameterValue name={name} type={row.Type} version={row.Version ?? 1} value={row.Value} />
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={editHref(name)} disabledReason={blocked}>
          Edit
        </ButtonLink>
        <ButtonLink href={parameterHref(name, { tab: 'history' })}>History</ButtonLink>
      </div>
      <Facts facts={parameterFacts(row)} />
    </div>
  )
}
