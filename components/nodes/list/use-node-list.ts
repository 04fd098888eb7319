'use client'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useListState } from '#queries/ui/use-url-state'
import { formatSort } from '#queries/ui/table/column'
import { useTopics } from '#components/shell/live/live-provider'
import { nodeListInput } from '../node-filters'
import { allNodes, nodeCounts, nodePages } from '../queries'
import { useNow } from '#queries/ui/use-now'
import { useHeldRows } from './use-held-rows'

/** The list as the address asks for it: pages of rows, counts, and rows that wait to be shown. */
export function useNodeList() {
  useTopics(['nodes'])
  const state = useListState()
  const { filters, query } = state
  const now = useNow()
  const which = nodeListInput({ filters, query }, now)
  const input = nodeListInput({ filters, query, sort: formatSort(state.sort) }, now)
  const pages = useInfiniteQuery({ ...nodePages(input), placeholderData: keepPreviousData })
  const counts = useQuery({ ...nodeCounts(which), placeholderData: keepPreviousData })
  const loaded = pages.data?.pages.flatMap((page) => page.Nodes) ?? []
  const list = `${JSON.stringify(input)} ${pages.data?.pages.length ?? 0} ${pages.isPlaceholderData}`
  const held = useHeldRows(loaded, (node) => node.NodeId, list)
  return { ...state, ...held, pages, counts, which: JSON.stringify(which), fetchAll: () => allNodes(input) }
}
