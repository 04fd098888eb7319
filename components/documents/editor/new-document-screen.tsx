'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { ErrorState } from '#components/ui/error-state'
import { Select } from '#components/ui/select'
import { Skeleton } from '#components/ui/skeleton'
import { TextField } from '#components/ui/text-field'
import type { DocumentType } from '#lib/capabilities/documents/model/language/description/document-types'
import { useSession } from '#queries/shell/session'
import { toFailure } from '#queries/ui/failure'
import { useInBrowser } from '#queries/ui/use-in-browser'
import { LazyEditor, usePreparedEditor } from './lazy-editor'
import { readCopy } from './draft-copy'
import { newDraft, newDraftName } from './queries'
import { newTypes, templateOf } from './templates'
import { useFreshStart } from './use-fresh-start'

const topics = ['documents']
const breadcrumbs = [{ label: 'Documents', href: '/documents' }]

export function NewDocumentScreen({ type }: { type: DocumentType }) {
  const router = useRouter()
  useTopics(topics)
  const session = useSession()
  const start = useQuery(newDraft(type))
  const { data, error, refetch } = start
  const isFresh = useFreshStart(start, newDraft(type).queryKey)
  usePreparedEditor()
  const isInBrowser = useInBrowser()
  const [name, setName] = useState('')
  if (!data || !isFresh || !session) {
    return (
      <Page title="New document" breadcrumbs={breadcrumbs}>
        {error ? (
          <ErrorState failure={toFailure(error)} title="The draft did not load" onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={12} />
        )}
      </Page>
    )
  }
  const problem = nameProblem(name)
  const draftName = newDraftName(type)
  return (
    <LazyEditor
      title="New document"
      breadcrumbs={breadcrumbs}
      type={type}
      userId={session.user.id}
      name={name}
      nameProblem={problem}
      nameField={(found) => (
        <div className="flex flex-wrap items-start gap-3 pb-2">
          <TextField
            label="Name"
            fieldClassName="w-80"
            value={name}
            onChange={setName}
            error={name === '' ? undefined : found}
            required
          />
          <Select
            label="Type"
            className="w-60"
            value={type}
            onChange={(next) => router.replace(`/documents/new?type=${encodeURIComponent(next)}`)}
            options={newTypes.map((value) => ({ value, label: value }))}
          />
        </div>
      )}
      draftName={draftName}
      base={undefined}
      template={templateOf(type)}
      draft={data.draft}
      copy={isInBrowser ? readCopy(localStorage, { userId: session.user.id, name: draftName }) : undefined}
      latestVersion={undefined}
      onSaved={() => router.replace(`/documents/${encodeURIComponent(name)}/edit`)}
    />
  )
}

function nameProblem(name: string): string | undefined {
  if (name === '') return 'Give the document a name'
  if (/^(aws|amazon|amzn|quarterdeck-)/i.test(name)) return 'Names that begin with aws, amazon, amzn or quarterdeck- are reserved'
  return /^[a-zA-Z0-9_\-.]{3,128}$/.test(name) ? undefined : '3 to 128 letters, digits, dots, hyphens and underscores'
}
