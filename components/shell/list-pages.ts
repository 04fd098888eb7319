import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { type Failure, toFailure } from '#queries/ui/failure'

export interface ListPages {
  loading: boolean
  failure: Failure | undefined
  onRetry: () => void
  hasMore: boolean
  loadingMore: boolean
  onLoadMore: () => void
}

/** What a table asks of a list that comes page by page. */
export function listPages(pages: UseInfiniteQueryResult): ListPages {
  return {
    loading: pages.isPending,
    failure: pages.error ? toFailure(pages.error) : undefined,
    onRetry: () => void pages.refetch(),
    hasMore: pages.hasNextPage,
    loadingMore: pages.isFetchingNextPage,
    onLoadMore: () => void pages.fetchNextPage(),
  }
}
