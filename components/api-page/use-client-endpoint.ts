'use client'
import { useSyncExternalStore } from 'react'
import { useSession } from '#queries/shell/session'

export interface ClientEndpoint {
  /** https, from any machine that reaches this server. */
  anywhere: string
  /** Plain http, when this page itself came over it from this very machine. */
  here: string | undefined
  region: string
}

export function useClientEndpoint(): ClientEndpoint {
  const session = useSession()
  const origin = useSyncExternalStore(
    never,
    () => location.origin,
    () => '',
  )
  const host = origin === '' ? '' : new URL(origin).hostname
  const isHere = origin.startsWith('http:') && ['localhost', '127.0.0.1', '[::1]'].includes(host)
  return { anywhere: session?.url ?? origin, here: isHere ? origin : undefined, region: session?.region ?? '' }
}

function never(): () => void {
  return () => {}
}
