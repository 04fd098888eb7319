'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Badge } from '#components/ui/badge'
import { Button } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { Link } from '#components/ui/link'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import { parametersOfKey } from './own-operations'

export interface UnreadableListProps {
  keyId: string
  /** What it says when the key seals nothing. */
  empty: string
}

/** Each parameter that the key seals, with the documents that lately used it. */
export function UnreadableList({ keyId, empty }: UnreadableListProps) {
  const pages = useInfiniteQuery(parametersOfKey(keyId))
  if (pages.error)
    return (
      <ErrorState
        compact
        failure={toFailure(pages.error)}
        title="The parameters did not load"
        onRetry={() => void pages.refetch()}
      />
    )
  if (!pages.data) return <Skeleton lines={3} />
  const rows = pages.data.pages.flatMap(({ Parameters }) => Parameters)
  if (rows.length === 0) return <p className="text-body text-text-3">{empty}</p>
  return (
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Parameters of this key"
      className="max-h-56 overflow-y-auto rounded-control border border-line bg-sunken"
    >
      <ul className="flex flex-col">
        {rows.map(({ Name, Present, Versions, UsedBy }) => (
          <li key={Name} className="flex flex-col gap-0.5 border-b border-line px-3 py-1.5 last:border-0">
            <span className="flex flex-wrap items-center gap-2">
              <Link
                href={`/parameters/detail?${new URLSearchParams({ name: Name })}`}
                className="min-w-0 font-mono break-all text-accent hover:underline"
              >
                {Name}
              </Link>
              {Present ? null : <Badge>earlier versions only</Badge>}
              <span className="ml-auto text-meta text-text-3">{Versions === 1 ? '1 version' : `${Versions} versions`}</span>
            </span>
            {UsedBy.length === 0 ? null : <span className="text-meta break-words text-text-2">Used by {UsedBy.join(', ')}</span>}
          </li>
        ))}
      </ul>
      {pages.hasNextPage ? (
        <div className="p-2">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </section>
  )
}
