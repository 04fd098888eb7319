'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useSignal } from '#components/shell/live/live-provider'
import { type NavigationCounts, navigationCounts } from './navigation-query'

const topics = ['commands', 'nodes']
/** A busy fleet tells of changes many times a second. */
const everyMs = 2_000

/** What runs and what needs a person, on every page; counted anew when something changed. */
export function useNavigationCounts(): NavigationCounts | undefined {
  const queries = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useSignal(topics, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      const refetchType = document.visibilityState === 'visible' ? 'active' : 'none'
      void queries.invalidateQueries({ queryKey: ['navigation'], refetchType })
    }, everyMs)
  })
  return useQuery(navigationCounts()).data
}
