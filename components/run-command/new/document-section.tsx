'use client'
import { useQuery } from '@tanstack/react-query'
import { Badge } from '#components/ui/badge'
import { Combobox } from '#components/ui/combobox'
import { ErrorState } from '#components/ui/error-state'
import { ParamForm } from '#components/ui/param-form'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import type { ParamSpec } from '#queries/ui/param-rules'
import { commandDocuments, documentFacts } from '../queries'
import type { CommandDraft } from './command-draft'
import { FormSection } from './form-section'

export interface DocumentSectionProps {
  draft: CommandDraft
  onChange: (change: Partial<CommandDraft>) => void
  error: string | undefined
}

export function DocumentSection({ draft, onChange, error }: DocumentSectionProps) {
  const documents = useQuery(commandDocuments())
  const facts = useQuery(documentFacts(draft.document))
  const options = (documents.data?.DocumentIdentifiers ?? []).map(({ Name = '', DisplayName, PlatformTypes }) => ({
    value: Name,
    label: Name,
    hint: [DisplayName, PlatformTypes?.join(', ')].filter(Boolean).join(' - '),
  }))
  const described = facts.data?.Document
  return (
    <FormSection id="document" title="Document">
      <Combobox
        label="Command document"
        value={draft.document || undefined}
        options={options}
        loading={documents.isPending}
        onChange={(document) => onChange({ document: document ?? '', version: '$DEFAULT', parameters: {} })}
        error={error}
        required
      />
      {documents.error ? (
        <ErrorState
          compact
          failure={toFailure(documents.error)}
          title="The documents did not load"
          onRetry={() => void documents.refetch()}
        />
      ) : null}
      {described ? (
        <p className="flex flex-wrap items-center gap-2 text-body text-text-2">
          {described.Description}
          {(described.PlatformTypes ?? []).map((platform) => (
            <Badge key={platform}>{platform}</Badge>
          ))}
        </p>
      ) : null}
    </FormSection>
  )
}

export interface ParametersSectionProps {
  specs: readonly ParamSpec[] | undefined
  failure: unknown
  onRetry: () => void
  values: CommandDraft['parameters']
  onChange: (parameters: CommandDraft['parameters']) => void
  showAll: boolean
  onSubmit: () => void
}

export function ParametersSection({ specs, failure, onRetry, values, onChange, showAll, onSubmit }: ParametersSectionProps) {
  return (
    <FormSection id="parameters" title="Parameters">
      {failure ? (
        <ErrorState compact failure={toFailure(failure)} title="The document did not load" onRetry={onRetry} />
      ) : specs ? (
        <ParamForm specs={specs} values={values} onChange={onChange} showAll={showAll} onSubmit={onSubmit} />
      ) : (
        <Skeleton lines={4} />
      )}
    </FormSection>
  )
}
