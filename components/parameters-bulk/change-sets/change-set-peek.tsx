'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { Button } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { Facts } from '#components/ui/facts'
import { Link } from '#components/ui/link'
import { RelativeTime } from '#components/ui/relative-time'
import { Skeleton } from '#components/ui/skeleton'
import { useMayChange } from '#queries/shell/session'
import { toFailure } from '#queries/ui/failure'
import { changeSetHref, countChanges, detailHref } from '../bulk-words'
import { type ChangeItem, changeSetItems, type ChangeSet } from '../own-operations'
import { OutcomeBadge } from '../plan/plan-table'

export interface ChangeSetPeekProps {
  id: string
  onRevert: (changeSet: ChangeSet) => void
}

/** What it changed, and the way back. */
export function ChangeSetPeek({ id, onRevert }: ChangeSetPeekProps) {
  const blocked = useMayChange()
  const pages = useInfiniteQuery(changeSetItems(id))
  if (pages.error)
    return (
      <ErrorState
        compact
        failure={toFailure(pages.error)}
        title="The change set did not load"
        onRetry={() => void pages.refetch()}
      />
    )
  const changeSet = pages.data?.pages[0]?.ChangeSet
  if (!changeSet) return <Skeleton lines={6} />
  const items = pages.data?.pages.flatMap(({ Items }) => Items) ?? []
  return (
    <div className="flex flex-col gap-4 text-body">
      <Button
        className="self-start"
        icon={<Undo2 aria-hidden size={16} strokeWidth={1.75} />}
        disabledReason={blocked}
        onClick={() => onRevert(changeSet)}
      >
        Revert
      </Button>
      <Facts
        facts={[
          { label: 'Did', value: countChanges(changeSet) },
          { label: 'When', value: <RelativeTime at={changeSet.CreatedDate} /> },
          { label: 'By', value: changeSet.CreatedBy },
          { label: 'Id', value: <code className="break-all">{changeSet.ChangeSetId}</code>, copy: changeSet.ChangeSetId },
          ...(changeSet.Reverts
            ? [
                {
                  label: 'Reverts',
                  value: (
                    <Link href={changeSetHref(changeSet.Reverts)} className="text-accent hover:underline">
                      the change set before it
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
      <ul aria-label="Changes" className="flex flex-col">
        {items.map((item) => (
          <Item key={item.Name} item={item} />
        ))}
      </ul>
      {pages.hasNextPage ? (
        <Button className="self-start" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </div>
  )
}

function Item({ item: { Name, Outcome, Type, BeforeVersion, AfterVersion, BeforeValue } }: { item: ChangeItem }) {
  const versions = [BeforeVersion, AfterVersion].filter((version) => version !== undefined).join(' -> ')
  return (
    <li className="flex flex-col gap-0.5 border-b border-line py-1.5 last:border-0">
      <span className="flex flex-wrap items-center gap-2">
        <OutcomeBadge outcome={Outcome} />
        {Outcome === 'delete' ? (
          <span className="min-w-0 font-mono break-all">{Name}</span>
        ) : (
          <Link href={detailHref(Name)} className="min-w-0 font-mono break-all text-accent hover:underline">
            {Name}
          </Link>
        )}
        <span className="ml-auto text-meta text-text-3">
          {Type} {versions}
        </span>
      </span>
      {BeforeValue === undefined ? null : (
        <span className="line-clamp-3 font-mono text-meta break-all text-text-2">was {BeforeValue}</span>
      )}
    </li>
  )
}
