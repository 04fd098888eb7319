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
    ...wholeList(pages),
    hasMore: pages.hasNextPage,
    loadingMore: pages.isFetchingNextPage,
    onLoadMore: () => void pages.fetchNextPage(),
  }
}

/** The same of a list that comes as a whole. */
export function wholeList(list: { isPending: boolean; error: Error | null; refetch(): unknown }): ListPages {
  return {
    loading: list.isPending,
    failure: list.error ? toFailure(list.error) : undefined,
    onRetry: () => void list.refetch(),
    hasMore: false,
    loadingMore: false,
    onLoadMore: () => {},
  }
}
