'use client'
import { useQuery } from '@tanstack/react-query'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { ButtonLink } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import { useUrlParams } from '#queries/ui/use-url-state'
import { crumbsOf, lastPart, listHref, parameterHref, parentOf } from '../parameter-words'
import { parameterRow } from '../queries'
import { ParameterEditor } from './parameter-editor'
import { useKept } from './use-kept'

const topics = ['parameters']

/** A new version of a parameter: `?name=/prod/db/host`. */
export function EditParameterScreen() {
  useTopics(topics)
  const { params } = useUrlParams()
  const name = params.get('name') ?? ''
  const { data, error, refetch } = useQuery({ ...parameterRow(name), enabled: name !== '' })
  const row = data?.Parameters[0]
  const kept = useKept(name)
  const isGone = name === '' || data !== undefined
  return (
    <Page
      title={`Edit ${lastPart(name)}`}
      breadcrumbs={[...crumbsOf(name), { label: lastPart(name), href: parameterHref(name) }]}
      meta={row ? <span className="font-mono break-all">{name}</span> : null}
    >
      {row ? (
        <ParameterEditor key={kept ? `${name} kept` : name} row={row} kept={kept} />
      ) : error ? (
        <ErrorState failure={toFailure(error)} title="The parameter did not load" onRetry={() => void refetch()} />
      ) : isGone ? (
        <EmptyState
          kind="no-match"
          title="There is no parameter of this name"
          text={name}
          action={<ButtonLink href={listHref(parentOf(name))}>What lies beside it</ButtonLink>}
        />
      ) : (
        <Skeleton lines={6} />
      )}
    </Page>
  )
}
