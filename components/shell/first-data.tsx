'use client'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react'
import { callLog } from '#lib/api/browser'
import type { FirstAnswer } from '#lib/api/server'

export interface FirstDataProps {
  answers: readonly FirstAnswer[]
  children: ReactNode
}

/**
 * Gives a page the answers that came with it, so that its queries need not ask: the HTML has them, and hydrating finds the same.
 * No Suspense between this and what reads the answers: it would hydrate after something newer is there.
 */
export function FirstData({ answers, children }: FirstDataProps) {
  const queries = useQueryClient()
  useState(() => keep(queries, answers, 'unknown'))
  useLayoutEffect(() => keep(queries, answers, 'unanswered'), [queries, answers])
  // After the paint: only the API drawer shows it.
  useEffect(() => callLog.add(answers.flatMap(({ calls }) => calls.map((call) => ({ ...call, status: 200 })))), [answers])
  return children
}

/** While drawing, only queries that nobody watches may change. What is known already is refetched by itself when it is old. */
function keep(queries: QueryClient, answers: readonly FirstAnswer[], which: 'unknown' | 'unanswered'): void {
  for (const { queryKey, data, at } of answers) {
    const known = queries.getQueryState(queryKey)
    const isWanted = which === 'unknown' ? known === undefined : known?.data === undefined
    if (isWanted) queries.setQueryData(queryKey, data, { updatedAt: Math.min(at, Date.now()) })
  }
}
