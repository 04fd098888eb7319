'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { quarterdeck } from '#lib/api/browser'
import { type CommandDraft, draftProblems, sendRequests } from './command-draft'
import { joinPreviews, type PreviewAnswer } from './preview'

const settleMs = 250

/** What sending this would do, asked again a quarter of a second after the last change. */
export function usePreview(draft: CommandDraft) {
  const requests = useSettled(JSON.stringify(draftProblems(draft).length === 0 ? sendRequests(draft) : []))
  const sent: object[] = JSON.parse(requests)
  return useQuery({
    queryKey: ['nodes', 'PreviewCommand', requests],
    queryFn: async ({ signal }) =>
      joinPreviews(await Promise.all(sent.map((request) => quarterdeck<PreviewAnswer>('PreviewCommand', request, { signal })))) ??
      null,
    enabled: sent.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    if (text === settled) return
    const timer = setTimeout(() => setSettled(text), settleMs)
    return () => clearTimeout(timer)
  }, [text, settled])
  return settled
}
