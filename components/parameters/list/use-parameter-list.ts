'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { listPages } from '#queries/shell/list-pages'
import { useHeldRows } from '#queries/ui/table/use-held-rows'
import { useListState, useUrlParams } from '#queries/ui/use-url-state'
import type { ParameterRow } from '../own-operations'
import { normalPath } from '../parameter-words'
import { allRowPages, rowPages } from '../queries'
import { listFilters } from './parameter-filters'

/** The list as the address asks for it, and rows that wait to be shown. */
export function useParameterList() {
  useTopics(topics)
  const list = useListState()
  const { params, set } = useUrlParams()
  const path = normalPath(params.get('path'))
  const isRecursive = params.get('below') !== 'no'
  const { filters, query } = list
  const input = useMemo(() => listFilters({ path, isRecursive, filters, query }), [path, isRecursive, filters, query])
  const pages = useInfiniteQuery({ ...rowPages(input), placeholderData: keepPreviousData })
  const loaded = useMemo(() => pages.data?.pages.flatMap((page) => page.Parameters) ?? none, [pages.data])
  // What was known before is replaced at once by what is read when the list opens; from then on rows wait.
  const [wasFresh] = useState(!pages.isStale)
  const isCurrent = wasFresh || pages.isFetchedAfterMount
  const state = `${pages.data?.pages.length ?? 0} ${pages.isPlaceholderData} ${isCurrent}`
  const held = useHeldRows(loaded, idOf, `${JSON.stringify(input)} ${state}`)
  return {
    ...list,
    ...held,
    path,
    isRecursive,
    setPath: (next: string) => set({ path: next === '/' ? undefined : next, peek: undefined }, 'push'),
    setRecursive: (next: boolean) => set({ below: next ? undefined : 'no' }),
    listing: listPages(pages),
    request: { service: 'ssm', operation: 'DescribeParameters', input },
    fetchPages: () => allRowPages(input),
  }
}

const topics = ['parameters']
const none: readonly ParameterRow[] = []

export function idOf({ Name = '' }: ParameterRow): string {
  return Name
}
