'use client'
import { useSyncExternalStore } from 'react'

export const appearanceChanged = 'quarterdeck:appearance'
export type Density = 'compact' | 'comfortable'

/** The person's general choice; a table may have its own. */
export function useDensity(): Density {
  return useSyncExternalStore(subscribe, read, () => 'compact')
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(appearanceChanged, listener)
  return () => window.removeEventListener(appearanceChanged, listener)
}

function read(): Density {
  return document.documentElement.dataset.density === 'comfortable' ? 'comfortable' : 'compact'
}
