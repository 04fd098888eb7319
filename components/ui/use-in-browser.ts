'use client'
import { useSyncExternalStore } from 'react'

/** False on the server and while its HTML is taken over: for what only this browser knows. */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
}

function neverChanges(): () => void {
  return () => {}
}
