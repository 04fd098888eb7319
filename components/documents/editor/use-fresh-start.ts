'use client'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

interface Start {
  isStale: boolean
  isFetchedAfterMount: boolean
}

/**
 * Whether an editor may begin with what was read: it keeps the text from then on, so nothing from before the last visit will do,
 * however it came to be known.
 */
export function useFreshStart({ isStale, isFetchedAfterMount }: Start, queryKey: QueryKey): boolean {
  const queries = useQueryClient()
  const [wasFresh] = useState(!isStale)
  const [key] = useState(queryKey)
  useEffect(() => () => void queries.invalidateQueries({ queryKey: key, refetchType: 'none' }), [queries, key])
  return wasFresh || isFetchedAfterMount
}
