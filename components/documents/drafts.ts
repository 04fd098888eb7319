'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { DocumentDraft } from './own-operations'
import { documentDrafts } from './queries'

const none: readonly DocumentDraft[] = []

/** What this person is writing: there are at most a few pages. */
export function useDrafts(): readonly DocumentDraft[] {
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(documentDrafts())
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  return useMemo(() => data?.pages.flatMap(({ Drafts }) => Drafts) ?? none, [data])
}
