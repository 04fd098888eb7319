'use client'
import { useQuery } from '@tanstack/react-query'
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
  const { data, error, refetch } = useQuery(documentDescription(name))
  if (data?.Document) return <DocumentFrame document={data.Document} tab={tab} />
  const failure = error ? toFailure(error) : undefined
  return (
    <Page title={shortName(name)} breadcrumbs={documentCrumbs}>
      {failure?.code === 'InvalidDocument' ? (
        <EmptyState
          kind="no-match"
          title="There is no document of this name"
          text={failure.message}
          action={<ButtonLink href={`/documents?q=${encodeURIComponent(shortName(name))}`}>Search the library</ButtonLink>}
        />
      ) : failure ? (
        <ErrorState failure={failure} title="The document did not load" onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={6} />
      )}
    </Page>
  )
}
