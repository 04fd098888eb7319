'use client'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import { documentText } from '../queries'

const DiffView = lazy(() => import('#components/ui/diff-view').then((module) => ({ default: module.DiffView })))
const StructuredTexts = lazy(() => import('./structured-texts').then((module) => ({ default: module.StructuredTexts })))

export interface DifferenceProps {
  name: string
  from: string
  /** A version, or a text that is none. */
  to: string | { text: string }
  asText: boolean
}

/** Lines are compared in the format of the newer text, structures whatever their formats are. */
export function Difference({ name, from, to, asText }: DifferenceProps) {
  const given = typeof to === 'string' ? undefined : to.text
  const stored = useQuery({ ...documentText(name, typeof to === 'string' ? { version: to } : {}), enabled: given === undefined })
  const format = given === undefined ? stored.data?.DocumentFormat : formatOf(given)
  const older = useQuery({
    ...documentText(name, { version: from, format: asText && format !== 'TEXT' ? format : undefined }),
    enabled: given !== undefined || stored.data !== undefined,
  })
  // What is there stays while asking again fails: versions do not change.
  const failure = (given === undefined && stored.data === undefined ? stored.error : null) ?? (older.data ? null : older.error)
  if (failure)
    return (
      <ErrorState
        compact
        failure={toFailure(failure)}
        title="The versions did not load"
        onRetry={() => void (stored.error ? stored.refetch() : older.refetch())}
      />
    )
  const [before, after] = [older.data?.Content, given ?? stored.data?.Content]
  if (before === undefined || after === undefined) return <Skeleton lines={8} />
  const names = [`Version ${from}`, typeof to === 'string' ? `Version ${to}` : 'Pasted text'] as const
  return (
    <Suspense fallback={<Skeleton lines={8} />}>
      {asText ? (
        <DiffView before={before} after={after} label={`${names[0]} and ${names[1]}`} names={names} />
      ) : (
        <StructuredTexts before={before} after={after} />
      )}
    </Suspense>
  )
}

/** JSON begins with a brace; what does not is compared as YAML, or as it is. */
function formatOf(text: string): 'JSON' | 'YAML' | 'TEXT' {
  if (/^\s*BEGIN:VCALENDAR/.test(text)) return 'TEXT'
  return /^\s*[{[]/.test(text) ? 'JSON' : 'YAML'
}
