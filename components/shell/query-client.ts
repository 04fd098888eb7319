import { QueryClient } from '@tanstack/react-query'
import { ApiFailure } from '#lib/api/browser'

const longestRetryMs = 8_000

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: true,
        retry: (count, thrown) => count < 2 && mayPass(thrown),
        retryDelay: (count) => Math.min(longestRetryMs, 500 * 2 ** count),
      },
      mutations: { retry: false },
    },
  })
}

/** Only what may go away by itself is tried again: no answer, overload, a fault of the server. */
function mayPass(thrown: unknown): boolean {
  return thrown instanceof ApiFailure && (thrown.status === 0 || thrown.status === 429 || thrown.status >= 500)
}
