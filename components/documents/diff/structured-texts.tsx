import { useMemo } from 'react'
import { readStructure } from './read-structure'
import { StructuredView } from './structured-view'

/** Two texts, each in a format of its own. One that does not read is said so, and compared as a text. */
export function StructuredTexts({ before, after }: { before: string; after: string }) {
  const [older, newer] = useMemo(() => [readStructure(before), readStructure(after)], [before, after])
  const problem = newer.problem ?? older.problem
  return (
    <>
      {problem ? (
        <p aria-live="polite" className="rounded-control bg-warn-soft px-2.5 py-2 text-body break-words">
          {newer.problem ? 'The newer text' : 'The older text'} does not read as a document: {problem}
        </p>
      ) : null}
      <StructuredView before={older.value} after={newer.value} />
    </>
  )
}
