'use client'
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { quarterdeck } from '#lib/api/browser'
import { type CommandDraft, hasTargets, previewRequests } from './command-draft'
import { joinPreviews, type PreviewAnswer } from './preview'

const settleMs = 100

/** What sending this would do, asked again a moment after the last change. */
export function usePreview(draft: CommandDraft) {
  const queries = useQueryClient()
  const requests = useSettled(requestsOf(draft))
  const preview = useQuery({ ...previewQuery(requests), enabled: requests !== nothing, placeholderData: keepPreviousData })
  return {
    ...preview,
    /** The same for this very moment and this very form: what a person agrees to when pressing Send. */
    now: (latest: CommandDraft) => queries.fetchQuery({ ...previewQuery(requestsOf(latest)), staleTime: 0 }),
  }
}

const nothing = '[]'

function requestsOf(draft: CommandDraft): string {
  return draft.document !== '' && hasTargets(draft) ? JSON.stringify(previewRequests(draft)) : nothing
}

/** Kept under `nodes`, because that is what changes it. */
function previewQuery(requests: string) {
  return queryOptions({
    queryKey: ['nodes', 'PreviewCommand', requests] as const,
    queryFn: async ({ signal }): Promise<PreviewAnswer | null> => {
      const sent = JSON.parse(requests) as object[]
      const answers = await Promise.all(sent.map((request) => quarterdeck<PreviewAnswer>('PreviewCommand', request, { signal })))
      return joinPreviews(answers) ?? null
    },
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
