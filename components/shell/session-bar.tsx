'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Clock, LogIn } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { renewSession } from '#lib/api/browser'
import { Button } from '#components/ui/button'
import { readSeconds, subscribeToSeconds } from '#queries/ui/ticker'
import { sessionQuery } from './session-query'
import { sessionPhase, timeLeft } from './session-phase'
import { SignInAgain } from './sign-in/sign-in-again'

export interface SessionBarProps {
  ended: boolean
  /** Epoch seconds. */
  expiresAt: number
  onSignedIn: () => void
}

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

/** Stays at the foot of the window until the session is renewed: no work is lost, and nothing has to be dealt with at once. */
export function SessionBar({ ended, expiresAt, onSignedIn }: SessionBarProps) {
  const queries = useQueryClient()
  const [chosen, setAsking] = useState<boolean>()
  const asking = chosen ?? ended
  const signedIn = () => {
    setAsking(false)
    onSignedIn()
    void queries.invalidateQueries()
  }
  return (
    <>
      <section
        aria-label="Session"
        className="fixed inset-x-0 bottom-0 z-30 flex flex-wrap items-center justify-center gap-x-4 gap-y-2 border-t border-line bg-warn-soft px-4 py-2 text-body text-text"
      >
        {ended ? (
          <>
            <output className="flex items-center gap-2">
              <LogIn {...icon} className="shrink-0 text-warn" />
              You are signed out. What you typed is still here.
            </output>
            <Button variant="primary" onClick={() => setAsking(true)}>
              Sign in
            </Button>
          </>
        ) : (
          <Ending expiresAt={expiresAt} onAgain={() => setAsking(true)} />
        )}
      </section>
      {asking ? <SignInAgain onClose={() => setAsking(false)} onDone={signedIn} /> : null}
    </>
  )
}

/** No session lasts longer than 30 days: towards their end only signing in again helps. */
function Ending({ expiresAt, onAgain }: { expiresAt: number; onAgain: () => void }) {
  const queries = useQueryClient()
  const now = useSyncExternalStore(subscribeToSeconds, readSeconds, readSeconds)
  const renew = useMutation({
    mutationFn: renewSession,
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session)
      if (sessionPhase(session.expiresAt, Date.now() / 1000) !== 'signed-in') onAgain()
    },
  })
  return (
    <>
      <output className="flex items-center gap-2">
        <Clock {...icon} className="shrink-0 text-warn" />
        Your session ends soon.
      </output>
      <p>You will be signed out {timeLeft(expiresAt, now)}.</p>
      {renew.error ? <p className="text-bad">{renew.error.message}</p> : null}
      <Button variant="primary" busy={renew.isPending} onClick={() => renew.mutate()}>
        Stay signed in
      </Button>
    </>
  )
}
