'use client'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { ErrorState } from '#components/ui/error-state'
import { IconButton } from '#components/ui/icon-button'
import { Skeleton } from '#components/ui/skeleton'
import { Segmented } from '#components/ui/tabs'
import { toFailure } from '#queries/ui/failure'
import { useUrlParams } from '#queries/ui/use-url-state'
import { VersionPicker } from '../detail/version-picker'
import { documentHref, shortName } from '../document-words'
import { documentDescription } from '../queries'
import { Difference } from './difference'

const PastedText = lazy(() => import('./pasted-text').then((module) => ({ default: module.PastedText })))

const modes = [
  { value: 'structured', label: 'Structured' },
  { value: 'text', label: 'Text' },
]
/** In the address the text itself has no place: it can hold anything. */
const pasted = 'text'
const pastedChoice = [{ value: pasted, label: 'Pasted text' }]

/** Any two versions beside each other: `?from=3&to=5`. Without them, the default and the latest. `to=text` is a text that one pastes. */
export function DiffScreen({ name }: { name: string }) {
  useTopics(['documents', `document/${shortName(name)}`])
  const { params, set } = useUrlParams()
  const [text, setText] = useState('')
  const described = useQuery(documentDescription(name))
  const document = described.data?.Document
  const from = params.get('from') ?? document?.DefaultVersion
  const to = params.get('to') ?? document?.LatestVersion
  const asText = params.get('mode') === 'text' || document?.DocumentFormat === 'TEXT'
  return (
    <Page
      title="Compare versions"
      documentTitle={`${shortName(name)} - Compare`}
      breadcrumbs={[
        { label: 'Documents', href: '/documents' },
        { label: shortName(name), href: documentHref(name, 'versions') },
      ]}
    >
      {described.error && document === undefined ? (
        <ErrorState
          failure={toFailure(described.error)}
          title="The document did not load"
          onRetry={() => void described.refetch()}
        />
      ) : from === undefined || to === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <div className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center gap-2">
            <VersionPicker name={name} label="Older version" value={from} onChange={(next) => set({ from: next, to })} />
            <IconButton
              label="Swap the versions"
              icon={<ArrowLeftRight aria-hidden size={16} strokeWidth={1.75} />}
              disabled={to === pasted}
              onClick={() => set({ from: to, to: from })}
            />
            <VersionPicker
              name={name}
              label="Newer version"
              value={to}
              extra={pastedChoice}
              onChange={(next) => set({ from, to: next })}
            />
            {document?.DocumentFormat === 'TEXT' ? null : (
              <span className="ml-auto">
                <Segmented
                  label="Compare as"
                  value={asText ? 'text' : 'structured'}
                  onChange={(mode) => set({ mode: mode === 'text' ? mode : undefined })}
                  options={modes}
                />
              </span>
            )}
          </div>
          {to === pasted ? (
            <Suspense fallback={<Skeleton lines={4} />}>
              <PastedText text={text} onText={setText} />
            </Suspense>
          ) : null}
          {to === pasted && text.trim() === '' ? null : (
            <Difference name={name} from={from} to={to === pasted ? { text } : to} asText={asText} />
          )}
        </div>
      )}
    </Page>
  )
}
