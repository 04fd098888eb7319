'use client'
import { ArrowDownToLine } from 'lucide-react'
import { type MouseEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../button'
import { useKeys } from '../key-provider'
import { HitRail } from './hit-rail'
import { type LineRange, type LineSize, LogRows, LogTail, sizesIn } from './log-rows'
import { parseLineHash, type SearchQuery, searchPattern, writeLineHash } from './log-search'
import type { LogWindow } from './log-window'
import { numberText } from '../number-text'

export interface LogLinesProps {
  shown: LogWindow
  live: boolean
  wrap: boolean
  query: SearchQuery
  /** Places of the hits in `shown`, and which of them is looked at. */
  hits: readonly number[]
  hitAt: number
  onHit: (at: number) => void
  label: string
  /** The line to open at; default: that of the address, else the end. */
  openAt?: number | undefined
}

const nearEnd = 24

export function LogLines({ shown, live, wrap, query, hits, hitAt, onHit, label, openAt }: LogLinesProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [range, onNumber] = useLineRange(openAt)
  const { pause, ...follow } = useFollow(scroller, { count: shown.count, live, startAtEnd: range === undefined })
  const pattern = useMemo(() => {
    const made = searchPattern(query)
    return typeof made === 'string' ? undefined : made
  }, [query])
  const hit = query.text === '' ? undefined : hits[hitAt]
  useEffect(() => {
    if (hit !== undefined) pause()
  }, [hit, pause])
  const drawn = { shown, wrap, pattern, hit, range, onNumber }
  return (
    <div className="relative flex min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={follow.onScroll}
        className="min-h-0 min-w-0 flex-1 overflow-auto font-mono text-meta leading-5 focus-visible:-outline-offset-2"
      >
        {live && follow.following ? (
          <LogTail {...drawn} />
        ) : (
          <LogRows
            {...drawn}
            scroller={scroller}
            sizes={follow.paused?.sizes}
            goTo={follow.paused?.at === 0 ? range?.[0] : undefined}
            onThere={pause}
          />
        )}
      </div>
      {query.text === '' ? null : <HitRail hits={hits} hitAt={hitAt} count={shown.count} onHit={onHit} />}
      {follow.missed === undefined ? null : (
        <Button
          variant="primary"
          icon={<ArrowDownToLine aria-hidden size={14} strokeWidth={1.75} />}
          onClick={follow.resume}
          className="absolute right-4 bottom-3 shadow-overlay"
          keyHint="f"
        >
          Jump to end{follow.missed > 0 ? `, ${numberText(follow.missed)} new` : ''}
        </Button>
      )}
    </div>
  )
}

interface Pause {
  /** Lines there were when it began; 0 until the line to open at was there. */
  at: number
  /** Heights that the lines on the screen had. */
  sizes: readonly LineSize[]
}

/** Follows while the reader is at the end; scrolling up pauses. */
function useFollow(
  scroller: RefObject<HTMLDivElement | null>,
  { count, live, startAtEnd }: { count: number; live: boolean; startAtEnd: boolean },
) {
  const [paused, setPaused] = useState<Pause | undefined>(startAtEnd ? undefined : { at: 0, sizes: [] })
  const following = paused === undefined
  useLayoutEffect(() => {
    if (following && count > 0) scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  })
  const pause = useCallback(() => {
    const sizes = following ? sizesIn(scroller.current) : []
    setPaused((held) => (held === undefined ? { at: count, sizes } : held.at === 0 && count > 0 ? { ...held, at: count } : held))
  }, [count, following, scroller])
  const resume = () => setPaused(undefined)
  const onScroll = () => {
    const element = scroller.current
    if (!element) return
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd
    if (!atEnd) pause()
    else if (!following) resume()
  }
  useKeys(live ? [{ key: 'f', label: 'Follow the output', group: 'Output', run: () => (following ? pause() : resume()) }] : [])
  return { following, paused, onScroll, pause, resume, missed: paused && live ? count - paused.at : undefined }
}

function useLineRange(openAt: number | undefined): [LineRange | undefined, (number: number, event: MouseEvent) => void] {
  const [range, setRange] = useState((): LineRange | undefined => {
    if (openAt !== undefined) return [openAt, openAt]
    return typeof location === 'undefined' ? undefined : parseLineHash(location.hash)
  })
  const onNumber = useCallback((number: number, event: MouseEvent) => {
    setRange((held) => {
      const next: readonly [number, number] = event.shiftKey && held ? [held[0], number] : [number, number]
      const ordered: readonly [number, number] = next[0] <= next[1] ? next : [next[1], next[0]]
      writeLineHash(ordered)
      return ordered
    })
  }, [])
  return [range, onNumber]
}
