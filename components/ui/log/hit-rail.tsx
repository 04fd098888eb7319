'use client'
import type { MouseEvent } from 'react'

export interface HitRailProps {
  /** Places of the hits among `count` lines, in order. */
  hits: readonly number[]
  hitAt: number
  count: number
  onHit: (at: number) => void
}

const steps = 400

/** Where the hits are in the whole text. For the pointer only: keys and buttons go from hit to hit. */
export function HitRail({ hits, hitAt, count, onHit }: HitRailProps) {
  if (hits.length === 0 || count === 0) return null
  const marks = new Set(hits.map((place) => Math.floor((place / count) * steps)))
  const pick = (event: MouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const sought = ((event.clientY - box.top) / box.height) * count
    onHit(hits.reduce((best, place, at) => (Math.abs(place - sought) < Math.abs((hits[best] ?? 0) - sought) ? at : best), 0))
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- n and p do the same
    <div
      aria-hidden
      data-hit-rail
      title="Hits in the whole output"
      onClick={pick}
      className="relative w-3 shrink-0 cursor-pointer border-l border-line bg-surface"
    >
      {[...marks].map((mark) => (
        <span
          key={mark}
          style={{ top: `${(mark / steps) * 100}%` }}
          className="absolute right-0.5 left-0.5 h-0.5 rounded-full bg-warn-solid"
        />
      ))}
      <span
        style={{ top: `${((hits[hitAt] ?? 0) / count) * 100}%` }}
        className="absolute right-0 left-0 h-1 -translate-y-px rounded-full bg-accent"
      />
    </div>
  )
}
