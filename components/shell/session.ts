'use client'
import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Session } from '#lib/api/browser'
import { sessionQuery } from './session-query'

/** Who is signed in, and which installation this is. Undefined until the first answer. */
export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data
}

/** A sentence when nothing can be changed now, by this role or without network; for `disabledReason`. */
export function useMayChange(): string | undefined {
  const offline = useSyncExternalStore(
    onNetwork,
    () => !navigator.onLine,
    () => false,
  )
  if (useSession()?.user.role === 'viewer') return 'Your role is viewer: it may look at everything, but change nothing.'
  return offline ? 'There is no network: what you typed is safe, and can be sent when it is back.' : undefined
}

function onNetwork(listener: () => void): () => void {
  for (const name of ['online', 'offline']) window.addEventListener(name, listener)
  return () => {
    for (const name of ['online', 'offline']) window.removeEventListener(name, listener)
  }
}
