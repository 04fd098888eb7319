'use client'
import { useSyncExternalStore } from 'react'
import { type ClientEndpoint, clientEndpoint } from '#queries/shell/client-endpoint'
import { useSession } from '#queries/shell/session'

export function useClientEndpoint(): ClientEndpoint {
  const session = useSession()
  const origin = useSyncExternalStore(
    never,
    () => location.origin,
    () => '',
  )
  return clientEndpoint(session, origin)
}

function never(): () => void {
  return () => {}
}
