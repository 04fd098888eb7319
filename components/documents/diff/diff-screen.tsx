'use client'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight } from 'lucide-react'
import { lazy, Suspense } from 'react'
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
import { documentDescription, documentText } from '../queries'

const DiffView = lazy(() => import('#components/ui/diff-view').then((module) => ({ default: module.DiffView })))
const StructuredView = lazy(() => import('./structured-view').then((module) => ({ default: module.StructuredView })))

const modes = [
  { value: 'structured', label: 'Structured' },
  { value: 'text', label: 'Text' },
]

/** Any two versions beside each other: `?from=3&to=5`. Without them, the default and the latest. */
export function DiffScreen({ name }: { name: string }) {
  useTopics(['documents', `document/${shortName(name)}`])
  const { params, set } = useUrlParams()
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
      {described.error ? (
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
              onClick={() => set({ from: to, to: from })}
            />
            <VersionPicker name={name} label="Newer version" value={to} onChange={(next) => set({ from, to: next })} />
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
          <Difference name={name} from={from} to={to} asText={asText} />
        </div>
      )}
    </Page>
  )
}

interface DifferenceProps {
  name: string
  from: string
  to: string
  asText: boolean
}

/** Text is compared in the format of the newer version, structures as JSON. */
function Difference({ name, from, to, asText }: DifferenceProps) {
  const newer = useQuery(documentText(name, { version: to, ...(asText ? {} : { format: 'JSON' }) }))
  const format = newer.data?.DocumentFormat
  const older = useQuery({
    ...documentText(name, { version: from, format: asText ? format : 'JSON' }),
    enabled: newer.data !== undefined,
  })
  const failure = newer.error ?? older.error
  if (failure) return <ErrorState compact failure={toFailure(failure)} title="The versions did not load" />
  const [before, after] = [older.data?.Content, newer.data?.Content]
  if (before === undefined || after === undefined) return <Skeleton lines={8} />
  const names = [`Version ${from}`, `Version ${to}`] as const
  return (
    <Suspense fallback={<Skeleton lines={8} />}>
      {asText ? (
        <DiffView before={before} after={after} label={`${names[0]} and ${names[1]}`} names={names} />
      ) : (
        <StructuredView before={valueOf(before)} after={valueOf(after)} />
      )}
    </Suspense>
  )
}

/** Text that does not read as JSON, such as that of a document of another kind, is one value. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
