'use client'
import { useQuery } from '@tanstack/react-query'
import type { Session } from '#lib/api/browser'
import { sessionQuery } from './session-query'

/** Who is signed in, and which installation this is. Undefined until the first answer. */
export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data
}

/** A sentence when the role may not change things, for `disabledReason`. */
export function useMayChange(): string | undefined {
  return useSession()?.user.role === 'viewer' ? 'Your role is viewer: it may look at everything, but change nothing.' : undefined
}
