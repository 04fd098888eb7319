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
  return infiniteQueryOptions({
    queryKey: ['run-command', 'ListCommands', input, 'pages'] as const,
    initialPageParam: firstPlace(input),
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

/** Every run that matches, in the order of the list; one that ends meanwhile is not told twice. */
export async function* allCommands(input: HistoryInput): AsyncGenerator<HistoryCommand[]> {
  const told = new Set<string | undefined>()
  for (let place: Place | undefined = firstPlace(input); place; ) {
    const page: Awaited<ReturnType<typeof listPage>> = await listPage(input, place)
    const fresh = (page.Commands ?? []).filter(({ CommandId }) => !told.has(CommandId))
    for (const { CommandId } of fresh) told.add(CommandId)
    yield fresh
    place = nextPlace(place, page.NextToken)
  }
}

function firstPlace(input: HistoryInput): Place {
  const isAboutStatus = input.Filters.some((filter) => filter.key === 'Status')
  return { stage: isAboutStatus ? undefined : 'Executing', token: undefined }
}

function nextPlace({ stage }: Place, token: string | undefined): Place | undefined {
  if (token) return { stage, token }
  return stage === 'Executing' ? { stage: 'Complete', token: undefined } : undefined
}

function listPage(input: HistoryInput, { stage, token }: Place, signal?: AbortSignal) {
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
