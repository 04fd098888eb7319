'use client'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { ErrorState } from '#components/ui/error-state'
import { Facts } from '#components/ui/facts'
import { Skeleton } from '#components/ui/skeleton'
import { Segmented } from '#components/ui/tabs'
import { toFailure } from '#queries/ui/failure'
import { readDocumentForm } from '#queries/ui/param-specs'
import { useUrlParam } from '#queries/ui/use-url-state'
import { UsesList } from '../change/uses-list'
import { notRunnable } from '../document-words'
import type { DocumentDescription } from '../own-operations'
import { documentDescription, documentText, documentUses } from '../queries'
import { documentFacts } from './document-facts'
import { ParameterTable } from './parameter-table'
import { RunsCard } from './runs-card'
import { VersionPicker } from './version-picker'

const ParamForm = lazy(() => import('#components/ui/param-form').then((module) => ({ default: module.ParamForm })))

const forms = [
  { value: 'table', label: 'Table' },
  { value: 'form', label: 'Form' },
]

export interface DocumentOverviewProps {
  document: DocumentDescription
  accountId: string | undefined
}

/** What the document does, what it asks for, and who uses it. `?v=` shows another version than the default. */
export function DocumentOverview({ document, accountId }: DocumentOverviewProps) {
  const { Name = '', DefaultVersion = '1' } = document
  const [asked, setVersion] = useUrlParam('v')
  const [form, setForm] = useUrlParam('parameters')
  const version = asked ?? DefaultVersion
  const described = useQuery(documentDescription(Name, asked))
  const text = useQuery(documentText(Name, { version: asked, format: 'JSON' }))
  const uses = useQuery(documentUses(Name)).data
  const specs = useMemo(() => readDocumentForm(text.data?.Content).specs, [text.data])
  const shown = described.data?.Document
  const failure = described.error ?? text.error
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <div className="flex flex-wrap items-center gap-2">
          <VersionPicker
            name={Name}
            label="Version"
            value={version}
            onChange={(next) => setVersion(next === DefaultVersion ? undefined : next)}
          />
        </div>
        {failure ? <ErrorState compact failure={toFailure(failure)} title="The version did not load" /> : null}
        {shown ? (
          <p className="text-body break-words whitespace-pre-line">{shown.Description ?? 'It has no description.'}</p>
        ) : null}
        <section aria-labelledby="parameters" className="flex flex-col gap-3">
          <div className="flex items-center justify-between gap-2">
            <h2 id="parameters" className="text-section font-semibold">
              Parameters
            </h2>
            <Segmented
              label="Parameters as"
              value={form === 'form' ? 'form' : 'table'}
              onChange={(next) => setForm(next === 'form' ? next : undefined)}
              options={forms}
            />
          </div>
          {text.data === undefined ? (
            <Skeleton lines={4} />
          ) : form === 'form' ? (
            <fieldset disabled className="rounded-card border border-line bg-surface p-4">
              <legend className="sr-only">The form that running it shows, with its defaults</legend>
              <Suspense fallback={<Skeleton lines={4} />}>
                <ParamForm specs={specs} values={noValues} onChange={ignore} />
              </Suspense>
            </fieldset>
          ) : (
            <ParameterTable parameters={specs} />
          )}
        </section>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <section aria-label="Facts" className="rounded-card border border-line bg-surface p-4">
          {shown ? <Facts facts={documentFacts(shown, accountId)} /> : <Skeleton lines={8} />}
        </section>
        {notRunnable(document.DocumentType) === undefined ? <RunsCard name={Name} /> : null}
        <section
          aria-labelledby="used-by"
          className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4 text-body"
        >
          <h2 id="used-by" className="font-semibold">
            In use
          </h2>
          {uses ? <UsesList uses={uses} /> : <Skeleton lines={1} />}
        </section>
      </div>
    </div>
  )
}

const noValues = {}
function ignore(): void {}
