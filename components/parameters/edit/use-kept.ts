'use client'
import { useMemo } from 'react'
import { useInBrowser } from '#queries/ui/use-in-browser'
import { type KeptDraft, readDraft } from './kept-draft'

/** What was kept when the page opened; the server knows nothing of it. */
export function useKept(name: string): KeptDraft | undefined {
  const inBrowser = useInBrowser()
  return useMemo(() => (inBrowser ? readDraft(name) : undefined), [inBrowser, name])
}
