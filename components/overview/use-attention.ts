'use client'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { bySnooze, failedCommandItems, inOrder, keptOrder, lostItems, ranked } from './attention'
import { failedCommand } from './command-words'
import { lostAges, nodesHref } from './fleet'
import { failedCommands, lostNodes, snoozedProblems } from './queries'
import { useNow } from '#queries/ui/use-now'

/** What needs somebody, in an order that changes only when asked. */
export function useAttention() {
  const now = useNow()
  const failed = useQueries({ queries: failedCommands(now).map((query) => ({ ...query, placeholderData: keepPreviousData })) })
  const lost = useQueries({ queries: lostNodes(now).map((query) => ({ ...query, placeholderData: keepPreviousData })) })
  const snoozes = useQuery(snoozedProblems())
  const all = [
    ...failedCommandItems(failed.flatMap((query) => query.data?.Commands ?? []).map(failedCommand), now),
    ...lostItems(lostAges.map((age, at) => ({ ...age, nodes: lost[at]?.data?.Total ?? 0, href: nodesHref(age.filters) }))),
  ]
  const { awake: items, snoozed } = bySnooze(all, snoozes.data?.Snoozes ?? [], now)
  const [order, setOrder] = useState<readonly string[]>([])
  const queries = [...failed, ...lost]
  const answered = snoozes.data !== undefined && queries.every((query) => query.data !== undefined)
  const kept = !answered ? order : keptOrder(items, order)
  if (kept.length !== order.length) setOrder(kept)
  const shown = inOrder(items, order)
  const best = ranked(items)
  return {
    items: shown,
    snoozed,
    answered,
    error: queries.find((query) => query.error)?.error ?? undefined,
    retry: () => queries.forEach((query) => query.error && void query.refetch()),
    isOutOfOrder: shown.some((item, at) => item.key !== best[at]?.key),
    reorder: () => setOrder(best.map((item) => item.key)),
  }
}
