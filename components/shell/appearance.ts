'use client'
import { useSyncExternalStore } from 'react'
import { appearanceChanged } from '#queries/ui/use-density'

type AppearanceName = 'theme' | 'density' | 'nav' | 'zone'

const yearSeconds = 365 * 86_400

/** Kept in a cookie, which the server reads for the first byte: no flash, and no script that must run before paint. */
export function setAppearance(name: AppearanceName, value: string, initial: string): void {
  const root = document.documentElement
  if (value === initial) delete root.dataset[name]
  else root.dataset[name] = value
  document.cookie = `qd-${name}=${value}; path=/; max-age=${yearSeconds}; samesite=lax`
  window.dispatchEvent(new Event(appearanceChanged))
}

export function useAppearance(name: AppearanceName, initial: string): string {
  return useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset[name] ?? initial,
    () => initial,
  )
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(appearanceChanged, listener)
  return () => window.removeEventListener(appearanceChanged, listener)
}
