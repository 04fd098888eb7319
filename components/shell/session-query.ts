import { queryOptions } from '@tanstack/react-query'
import { fetchSession } from '#lib/api/browser'

export const sessionQuery = queryOptions({
  queryKey: ['session'] as const,
  queryFn: ({ signal }) => fetchSession({ signal }),
  staleTime: 5 * 60_000,
})
