import { useEffect, useReducer, useState } from 'react'
import { quarterdeck } from '#lib/api/browser'
import { type Failure, toFailure } from '#queries/ui/failure'
import type { Installation } from '#queries/shell/set-up/steps'

export interface Asked {
  installation?: Installation | undefined
  failure?: Failure | undefined
  again: () => void
  /** What a change answered. */
  known: (installation: Installation) => void
}

export function useInstallation(): Asked {
  const [answer, setAnswer] = useState<Pick<Asked, 'installation' | 'failure'>>({})
  const [turn, again] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const leaving = new AbortController()
    quarterdeck<{ Installation: Installation }>('GetInstallation', {}, { signal: leaving.signal }).then(
      ({ Installation: installation }) => setAnswer({ installation }),
      (thrown: unknown) => (leaving.signal.aborted ? undefined : setAnswer({ failure: toFailure(thrown) })),
    )
    return () => leaving.abort()
  }, [turn])
  return { ...answer, again, known: (installation) => setAnswer({ installation }) }
}
