'use client'
import { useSyncExternalStore } from 'react'
import { readSeconds, subscribeToSeconds } from '#queries/ui/ticker'

export interface ElapsedProps {
  since: number | undefined
  until: number | undefined
}

/** "00:41": counts while the run is open. */
export function Elapsed({ since, until }: ElapsedProps) {
  const now = useSyncExternalStore(until === undefined ? subscribeToSeconds : never, readSeconds, () => undefined)
  const end = until ?? now
  if (since === undefined || end === undefined) return null
  return (
    <span title={until === undefined ? 'Running for' : 'It took'} className="tabular">
      {clockText(Math.max(0, end - since))}
    </span>
  )
}

function clockText(seconds: number): string {
  const whole = Math.floor(seconds)
  const two = (count: number) => String(count).padStart(2, '0')
  const minutes = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
  return whole < 3600 ? minutes : `${Math.floor(whole / 3600)}:${minutes}`
}

function never(): () => void {
  return () => {}
}
