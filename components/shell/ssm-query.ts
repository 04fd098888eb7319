import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call, type InputOf, type OperationName, type OutputOf, ssm } from '#lib/api/browser'

/** Every query of a screen is keyed [capability, operation, input]; live events invalidate [capability]. */
export function ssmQuery<Name extends OperationName>(capability: string, operation: Name, input: InputOf<Name>) {
  return queryOptions({
    queryKey: [capability, operation, input] as const,
    queryFn: ({ signal }): Promise<OutputOf<Name>> => ssm(operation, input, { signal }),
  })
}

/** The same for lists that page by token: use with `useInfiniteQuery`. */
export function ssmPages<Name extends OperationName>(capability: string, operation: Name, input: InputOf<Name>) {
  return infiniteQueryOptions({
    queryKey: [capability, operation, input, 'pages'] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }): Promise<OutputOf<Name>> => ssm(operation, withToken(input, pageParam), { signal }),
    getNextPageParam: (last) => tokenOf(last),
  })
}

/** An operation of our own (service `quarterdeck`). `Output` is what the operation declares. */
export function ownQuery<Output>(capability: string, operation: string, input: object) {
  return queryOptions({
    queryKey: [capability, operation, input] as const,
    queryFn: ({ signal }) => call({ service: 'quarterdeck', operation, input }, { signal }) as Promise<Output>,
  })
}

export function ownPages<Output>(capability: string, operation: string, input: object) {
  return infiniteQueryOptions({
    queryKey: [capability, operation, input, 'pages'] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      call({ service: 'quarterdeck', operation, input: withToken(input, pageParam) }, { signal }) as Promise<Output>,
    getNextPageParam: (last) => tokenOf(last),
  })
}

function withToken<I>(input: I, token: string | undefined): I {
  return token === undefined ? input : { ...input, NextToken: token }
}

function tokenOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('NextToken' in answer)) return undefined
  return typeof answer.NextToken === 'string' && answer.NextToken !== '' ? answer.NextToken : undefined
}
