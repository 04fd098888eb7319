'use client'
import { useState } from 'react'

/** A number that changes whenever the value is another one. */
export function useRevision(value: unknown): number {
  const [seen, setSeen] = useState(() => ({ value, revision: Date.now() }))
  if (seen.value === value) return seen.revision
  const next = { value, revision: seen.revision + 1 }
  setSeen(next)
  return next.revision
}
