'use client'
import { useSyncExternalStore } from 'react'
import { exactTime, relativeTime } from './time-text'
import { Tooltip } from './tooltip'

export interface RelativeTimeProps {
  /** Epoch seconds, as the API gives them; undefined draws a dash. */
  at: number | undefined
  /** Exact time on screen, relative on hover: for logs and audit. */
  exact?: boolean | undefined
}

export function RelativeTime({ at, exact }: RelativeTimeProps) {
  const now = useSyncExternalStore(subscribeToClock, currentTick, () => undefined)
  if (at === undefined) return <span className="text-text-3">-</span>
  const full = exactTime(at)
  const near = now === undefined ? '' : relativeTime(at, now)
  return (
    <Tooltip text={exact ? near : full}>
      <time dateTime={new Date(at * 1000).toISOString()} className="tabular whitespace-nowrap" suppressHydrationWarning>
        {exact ? full : near}
      </time>
    </Tooltip>
  )
}

const second = 1000

/** One timer for all times on the page, rounded so that React sees the same value within one tick. */
function subscribeToClock(listener: () => void): () => void {
  const timer = setInterval(listener, second)
  return () => clearInterval(timer)
}

function currentTick(): number {
  return Math.floor(Date.now() / second)
}
