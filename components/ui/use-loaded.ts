'use client'
import { useEffect, useState } from 'react'

/**
 * A part that comes by `import()`, undefined until it is there. Not `lazy()` where every moment counts: React keeps a fallback
 * on screen for 300 ms. `load` stays the same.
 */
export function useLoaded<T>(load: () => Promise<T>): T | undefined {
  const [part, setPart] = useState<{ loaded: T } | { failed: unknown }>()
  useEffect(() => {
    let isLeft = false
    const keep = (outcome: { loaded: T } | { failed: unknown }) => (isLeft ? undefined : setPart(outcome))
    load().then(
      (loaded) => keep({ loaded }),
      (failed: unknown) => keep({ failed }),
    )
    return () => {
      isLeft = true
    }
  }, [load])
  if (part && 'failed' in part) throw part.failed
  return part?.loaded
}
