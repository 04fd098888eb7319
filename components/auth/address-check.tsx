'use client'
import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react'
import { useEffect, useReducer, useState } from 'react'
import { quarterdeck } from '#lib/api/browser'
import type { ConsoleOutput } from '#queries/shell/own-operations'
import { Button } from '#components/ui/button'
import { toFailure } from '#queries/ui/failure'

type Check = Partial<ConsoleOutput<'CheckInstallationUrl'>>

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

/** Asks the server to reach itself from outside; this browser has shown the address to work when the page came over it. */
export function AddressCheck() {
  const [turn, again] = useReducer((count: number) => count + 1, 0)
  return <OneCheck key={turn} onAgain={again} />
}

function OneCheck({ onAgain }: { onAgain: () => void }) {
  const [check, setCheck] = useState<Check>()
  useEffect(() => {
    const leaving = new AbortController()
    quarterdeck<Check>('CheckInstallationUrl', {}, { signal: leaving.signal }).then(setCheck, (thrown: unknown) =>
      leaving.signal.aborted ? undefined : setCheck({ Reachable: false, Message: toFailure(thrown).message }),
    )
    return () => leaving.abort()
  }, [])
  return (
    <div className="flex items-start gap-2 text-body" aria-live="polite">
      {check === undefined ? (
        <>
          <LoaderCircle {...icon} className="mt-0.5 shrink-0 text-run motion-safe:animate-turn" />
          Checking the address
        </>
      ) : check.Reachable ? (
        <>
          <CircleCheck {...icon} className="mt-0.5 shrink-0 text-ok" />
          {location.origin === check.Url
            ? 'The address answers the server, and this page came over it.'
            : 'The address answers the server, with a certificate for its name.'}
        </>
      ) : (
        <>
          <CircleX {...icon} className="mt-0.5 shrink-0 text-bad" />
          <span className="min-w-0 flex-1 break-words">{check.Message}</span>
          <Button onClick={onAgain}>Check again</Button>
        </>
      )}
    </div>
  )
}
