'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { ButtonLink } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import { shortName } from '../document-words'
import { documentDescription } from '../queries'
import { DocumentFrame } from './document-frame'
import type { DocumentTab } from './document-tabs'

export interface DocumentScreenProps {
  name: string
  tab: DocumentTab
}

export const documentCrumbs = [{ label: 'Documents', href: '/documents' }]

/** Everything about one document. */
export function DocumentScreen({ name, tab }: DocumentScreenProps) {
  useTopics(['documents', `document/${shortName(name)}`])
  const router = useRouter()
  // Once it is deleted from here nothing asks for it any more, while the library is on its way.
  const [isLeft, setLeft] = useState(false)
  const { data, error, refetch } = useQuery({ ...documentDescription(name), enabled: !isLeft })
  const failure = error ? toFailure(error) : undefined
  // A name that no document can have is refused by its form.
  const isGone = failure?.code === 'InvalidDocument' || failure?.code === 'ValidationException'
  const leave = () => {
    setLeft(true)
    router.push('/documents')
  }
  if (data?.Document && !isLeft && !isGone) return <DocumentFrame document={data.Document} tab={tab} onDeleted={leave} />
  return (
    <Page title={shortName(name)} breadcrumbs={documentCrumbs}>
      {isGone && !isLeft ? (
        <EmptyState
          kind="no-match"
          title={data?.Document ? 'This document was deleted just now' : 'There is no document of this name'}
          text={failure.message}
          action={<ButtonLink href={`/documents?q=${encodeURIComponent(shortName(name))}`}>Search the library</ButtonLink>}
        />
      ) : failure && !isLeft ? (
        <ErrorState failure={failure} title="The document did not load" onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={6} />
      )}
    </Page>
  )
}
