'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { ButtonLink } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import { useUrlParams } from '#queries/ui/use-url-state'
import { usesText } from '../change/impact'
import { crumbsOf, lastPart, listHref, newHref, parentOf } from '../parameter-words'
import { brokenUsePages, parameterRow } from '../queries'
import { ParameterFrame } from './parameter-frame'
import { tabOf } from './parameter-tabs'

const topics = ['parameters']

/** Everything about one parameter: `?name=/prod/db/host&tab=history`. */
export function ParameterScreen() {
  useTopics(topics)
  const router = useRouter()
  const { params } = useUrlParams()
  const name = params.get('name') ?? ''
  // Once it is deleted from here nothing asks for it any more, while the list is on its way.
  const [isLeft, setLeft] = useState(false)
  const { data, error, refetch } = useQuery({ ...parameterRow(name), enabled: !isLeft && name !== '' })
  const row = data?.Parameters[0]
  const leave = () => {
    setLeft(true)
    router.push(listHref(parentOf(name)))
  }
  if (row && !isLeft) return <ParameterFrame row={row} tab={tabOf(params.get('tab'))} onDeleted={leave} />
  const isGone = name === '' || (data !== undefined && !isLeft)
  return (
    <Page title={lastPart(name)} breadcrumbs={crumbsOf(name)}>
      {isGone ? (
        <Missing name={name} />
      ) : error && !isLeft ? (
        <ErrorState failure={toFailure(error)} title="The parameter did not load" onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={6} />
      )}
    </Page>
  )
}

/** What still refers to it is broken, and worth knowing. */
function Missing({ name }: { name: string }) {
  const { data, hasNextPage } = useInfiniteQuery({ ...brokenUsePages(name), enabled: name !== '' })
  const uses = data?.pages.flatMap(({ Uses }) => Uses) ?? []
  return (
    <EmptyState
      kind="no-match"
      title="There is no parameter of this name"
      text={
        uses.length === 0
          ? `${name} may be mistyped, or was deleted or has expired.`
          : `${name} was deleted or has expired. It was ${usesText(uses, hasNextPage)}: these references are broken.`
      }
      action={
        <>
          <ButtonLink href={listHref(parentOf(name))}>What lies beside it</ButtonLink>
          <ButtonLink href={newHref(parentOf(name))}>Create a parameter here</ButtonLink>
        </>
      }
    />
  )
}
