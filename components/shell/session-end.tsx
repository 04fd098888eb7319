'use client'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { signedOutEvent } from '#lib/api/browser-request'
import { useSession } from './session'
import { sessionQuery } from './session-query'
import { type SessionPhase, sessionPhase, untilNextPhase } from './session-phase'

const SessionBar = lazy(() => import('./session-bar').then((module) => ({ default: module.SessionBar })))

/** Says in time that the session ends, and lets people sign in again without leaving the page and what they typed there. */
export function SessionEnd() {
  const expiresAt = useSession()?.expiresAt
  const queries = useQueryClient()
  const [phase, setPhase] = useState<SessionPhase>('signed-in')
  useEffect(() => {
    const ended = (event: Event) => {
      event.preventDefault()
      setPhase('ended')
    }
    window.addEventListener(signedOutEvent, ended)
    return () => window.removeEventListener(signedOutEvent, ended)
  }, [])
  useEffect(() => {
    if (expiresAt === undefined) return
    let timer: ReturnType<typeof setTimeout>
    const isOver = () => sessionPhase(expiresAt, Date.now() / 1000) === 'ended'
    // Another tab may have renewed the session, so the server is asked before anything is said. Only its refusal ends a session:
    // when it still answers, the clock of this machine is wrong.
    const ask = () => {
      queries.fetchQuery({ ...sessionQuery, staleTime: 0 }).then(
        () => (isOver() ? setPhase('signed-in') : show()),
        () => undefined,
      )
    }
    const show = () => {
      const now = Date.now() / 1000
      setPhase(sessionPhase(expiresAt, now))
      clearTimeout(timer)
      timer = setTimeout(ask, untilNextPhase(expiresAt, now) * 1000)
    }
    const back = () => {
      if (document.visibilityState === 'visible' && sessionPhase(expiresAt, Date.now() / 1000) !== 'signed-in') ask()
    }
    if (isOver()) ask()
    else show()
    document.addEventListener('visibilitychange', back)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', back)
    }
  }, [expiresAt, queries])
  if (phase === 'signed-in' || expiresAt === undefined) return null
  return (
    <Suspense>
      <SessionBar ended={phase === 'ended'} expiresAt={expiresAt} onSignedIn={() => setPhase('signed-in')} />
    </Suspense>
  )
}
