'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Skeleton } from '#components/ui/skeleton'
import { usePages } from '../queries'
import { usesText } from './impact'

/** Who is affected, in a sentence. */
export function UsesLine({ name, lead }: { name: string; lead: string }) {
  const { data, error, hasNextPage } = useInfiniteQuery(usePages(name))
  if (error) return <p className="text-text-2">{lead}. What uses it did not load.</p>
  if (!data) return <Skeleton lines={1} />
  const uses = data.pages.flatMap(({ Uses }) => Uses)
  return (
    <p>
      {lead}, {usesText(uses, hasNextPage)}.
    </p>
  )
}
