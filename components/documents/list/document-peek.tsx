'use client'
import { useQuery } from '@tanstack/react-query'
import { Badge } from '#components/ui/badge'
import { ButtonLink } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { Facts } from '#components/ui/facts'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import { documentFacts } from '../detail/document-facts'
import { ParameterTable } from '../detail/parameter-table'
import { documentHref, notRunnable, runHref } from '../document-words'
import { documentDescription } from '../queries'

/** A document beside the list: what it does and what it asks for. */
export function DocumentPeek({ name, accountId }: { name: string; accountId: string | undefined }) {
  const { data, error, refetch } = useQuery(documentDescription(name))
  const document = data?.Document
  if (error)
    return <ErrorState compact failure={toFailure(error)} title="The document did not load" onRetry={() => void refetch()} />
  if (!document) return <Skeleton lines={6} />
  return (
    <div className="flex flex-col gap-4 text-body">
      <p className="break-words whitespace-pre-line text-text-2">{document.Description ?? 'It has no description.'}</p>
      <div className="flex flex-wrap gap-2">
        {notRunnable(document.DocumentType) === undefined ? (
          <ButtonLink href={runHref(name)} variant="primary">
            Run
          </ButtonLink>
        ) : null}
        <ButtonLink href={documentHref(name, 'content')}>Content</ButtonLink>
        <ButtonLink href={documentHref(name, 'versions')}>Versions</ButtonLink>
      </div>
      <Facts facts={documentFacts(document, accountId)} />
      {document.Tags?.length ? (
        <div className="flex flex-wrap gap-1">
          {document.Tags.map(({ Key, Value }) => (
            <Badge key={Key}>{Value ? `${Key}=${Value}` : Key}</Badge>
          ))}
        </div>
      ) : null}
      <ParameterTable
        parameters={(document.Parameters ?? []).map(({ Name = '', Type = 'String', Description, DefaultValue }) => ({
          name: Name,
          type: Type,
          description: Description,
          default: readDefault(DefaultValue),
        }))}
      />
    </div>
  )
}

/** Lists and maps come as JSON in a text. */
function readDefault(text: string | undefined): unknown {
  if (text === undefined || !/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
