'use client'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { formatSort } from '#queries/ui/table/column'
import { useHeldRows } from '#queries/ui/table/use-held-rows'
import { useNow } from '#queries/ui/use-now'
import { useListState } from '#queries/ui/use-url-state'
import type { ManagedNode } from '../managed-node'
import { nodeListInput } from '../node-filters'
import { allNodePages, lastNodePages, nodeCounts, nodePages } from '../queries'

const topics = ['nodes']

/** The list as the address asks for it: pages of rows from both ends, counts, and rows that wait to be shown. */
export function useNodeList() {
  useTopics(topics)
  const state = useListState()
  const { filters, query } = state
  const now = useNow()
  const which = nodeListInput({ filters, query }, now)
  const input = nodeListInput({ filters, query, sort: formatSort(state.sort) }, now)
  const key = JSON.stringify(input)
  const pages = useInfiniteQuery({ ...nodePages(input), placeholderData: keepPreviousData })
  const counts = useQuery({ ...nodeCounts(which), placeholderData: keepPreviousData })
  const [jumped, setJumped] = useState<string>()
  const last = useInfiniteQuery({ ...lastNodePages(input), enabled: jumped === key })
  const head = useMemo(() => pages.data?.pages.flatMap((page) => page.Nodes) ?? none, [pages.data])
  const end = useMemo(() => last.data?.pages.toReversed().flatMap((page) => page.Nodes) ?? none, [last.data])
  const total = counts.data?.Total
  const tail = jumped === key ? end : none
  const hasMet = tail.length > 0 && head.length + tail.length >= (total ?? 0)
  const loaded = useMemo(() => (hasMet ? distinct([...head, ...tail]) : head), [hasMet, head, tail])
  const list = `${key} ${pages.data?.pages.length ?? 0} ${pages.isPlaceholderData} ${hasMet}`
  const held = useHeldRows(loaded, idOf, list)
  return {
    ...state,
    ...held,
    pages,
    counts,
    nowSeconds: now,
    input,
    which: JSON.stringify(which),
    tail: hasMet ? none : tail,
    hasMore: pages.hasNextPage && !hasMet,
    loadingMore: pages.isFetchingNextPage || last.isFetchingNextPage,
    jumpToEnd: () => setJumped(key),
    loadTail: () => void last.fetchNextPage(),
    fetchPages: () => allNodePages(input),
  }
}

const none: readonly ManagedNode[] = []

function idOf(node: ManagedNode): string {
  return node.NodeId
}

function distinct(nodes: readonly ManagedNode[]): ManagedNode[] {
  return [...new Map(nodes.map((node) => [node.NodeId, node])).values()]
}
