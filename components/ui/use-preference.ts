'use client'
import { useCallback, useSyncExternalStore } from 'react'

const changed = 'quarterdeck:preference'

/** A small choice kept in this browser (never a secret): density of one table, columns, single keys. Shared by all its users at once. */
export function usePreference(name: string, initial: string): readonly [string, (next: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => read(name) ?? initial,
    () => initial,
  )
  const set = useCallback((next: string) => write(name, next), [name])
  return [value, set]
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('storage', listener)
  window.addEventListener(changed, listener)
  return () => {
    window.removeEventListener('storage', listener)
    window.removeEventListener(changed, listener)
  }
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // Storage is full or forbidden: the choice then lasts no longer than nothing at all, and that is acceptable.
  }
  window.dispatchEvent(new Event(changed))
}
