'use client'
import { useSyncExternalStore } from 'react'
import { readSeconds, subscribeToSeconds } from './ticker'
import { chosenZone, exactTime, relativeTime } from './time-text'

export interface RelativeTimeProps {
  /** Epoch seconds, as the API gives them; undefined draws a dash. */
  at: number | undefined
  /** Exact time on screen, relative on hover: for logs and audit. */
  exact?: boolean | undefined
}

/** Light enough for every row of a table: the other form is in the title. */
export function RelativeTime({ at, exact }: RelativeTimeProps) {
  // The server knows neither the person's clock nor their zone: both texts come with the browser.
  const known = useSyncExternalStore(
    subscribeToSeconds,
    () => (at === undefined ? '' : `${chosenZone()} ${relativeTime(at, readSeconds())}`),
    () => '',
  )
  if (at === undefined) return <span className="text-text-3">-</span>
  const text = known.slice(known.indexOf(' ') + 1)
  const full = known === '' ? '' : exactTime(at)
  return (
    <time dateTime={new Date(at * 1000).toISOString()} title={exact ? text : full} className="tabular whitespace-nowrap">
      {exact ? full : text}
    </time>
  )
}
