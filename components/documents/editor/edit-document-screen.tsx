'use client'
import { useQuery } from '@tanstack/react-query'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { useSession } from '#queries/shell/session'
import { toFailure } from '#queries/ui/failure'
import { useInBrowser } from '#queries/ui/use-in-browser'
import { LazyEditor, usePreparedEditor } from './lazy-editor'
import { readCopy } from './draft-copy'
import { documentFacts, editorStart } from './queries'
import { isNewType } from './templates'
import { useFreshStart } from './use-fresh-start'

export function EditDocumentScreen({ name }: { name: string }) {
  // Versions that others save, and documents that steps name.
  useTopics(topics)
  const start = useQuery(editorStart(name))
  const facts = useQuery(documentFacts(name))
  const session = useSession()
  const isFresh = useFreshStart(start, editorStart(name).queryKey)
  usePreparedEditor()
  const isInBrowser = useInBrowser()
  const breadcrumbs = [
    { label: 'Documents', href: '/documents' },
    { label: name, href: `/documents/${encodeURIComponent(name)}` },
  ]
  if (!start.data || !isFresh || !session) {
    return (
      <Page title={`Edit ${name}`} breadcrumbs={breadcrumbs}>
        {start.error ? (
          <ErrorState failure={toFailure(start.error)} title="The document did not load" onRetry={() => void start.refetch()} />
        ) : (
          <Skeleton lines={12} />
        )}
      </Page>
    )
  }
  const { description, from, latest, draft } = start.data
  const type = description?.DocumentType ?? 'Command'
  const owner = description?.Owner
  const isOwn = owner === session.accountId
  return (
    <LazyEditor
      title={`${isOwn ? 'Edit' : 'View'} ${name}`}
      breadcrumbs={breadcrumbs}
      type={isNewType(type) ? type : 'Command'}
      userId={session.user.id}
      name={name}
      draftName={name}
      base={from}
      template={from}
      draft={draft}
      copy={isInBrowser ? readCopy(localStorage, { userId: session.user.id, name }) : undefined}
      latestVersion={facts.data?.Document?.LatestVersion ?? latest.version}
      readOnlyReason={
        isOwn ? undefined : `This document belongs to ${owner ?? 'somebody else'}: it can be read here, not changed.`
      }
      onSaved={() => void facts.refetch()}
    />
  )
}

const topics = ['documents']
