import { infiniteQueryOptions } from '@tanstack/react-query'
import { ssm } from '#lib/api/browser'
import type { HistoryInput } from './history-filters'

type Stage = 'Executing' | 'Complete'

interface Place {
  /** Undefined when a status was asked for, which says the stage by itself. */
  stage: Stage | undefined
  token: string | undefined
}

export type HistoryCommand = NonNullable<Awaited<ReturnType<typeof listPage>>['Commands']>[number]

/** Newest first, but what still runs before what is over. */
export function commandHistory(input: HistoryInput) {
  const first: Stage | undefined = input.Filters.some((filter) => filter.key === 'Status') ? undefined : 'Executing'
  const start: Place = { stage: first, token: undefined }
  return infiniteQueryOptions({
    queryKey: ['run-command', 'ListCommands', input, 'pages'] as const,
    initialPageParam: start,
    queryFn: async ({ signal, pageParam }) => {
      const page = await listPage(input, pageParam, signal)
      const commands = page.Commands ?? []
      const next = nextPlace(pageParam, page.NextToken)
      if (commands.length > 0 || next?.stage !== 'Complete' || next.token !== undefined) return { commands, next }
      const ended = await listPage(input, next, signal)
      return { commands: ended.Commands ?? [], next: nextPlace(next, ended.NextToken) }
    },
    getNextPageParam: (last) => last.next,
  })
}

function nextPlace({ stage }: Place, token: string | undefined): Place | undefined {
  if (token) return { stage, token }
  return stage === 'Executing' ? { stage: 'Complete', token: undefined } : undefined
}

function listPage(input: HistoryInput, { stage, token }: Place, signal: AbortSignal) {
  const Filters = [...input.Filters, ...(stage ? [{ key: 'ExecutionStage' as const, value: stage }] : [])]
  return ssm(
    'ListCommands',
    {
      MaxResults: 50,
      ...(input.InstanceId ? { InstanceId: input.InstanceId } : {}),
      ...(Filters.length > 0 ? { Filters } : {}),
      ...(token ? { NextToken: token } : {}),
    },
    { signal },
  )
}
