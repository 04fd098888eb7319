'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDownToLine } from 'lucide-react'
import { type MouseEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { Button } from '../button'
import { useKeys } from '../key-provider'
import { HitRail } from './hit-rail'
import { LogLineView } from './log-line'
import type { LogWindow } from './log-window'
import { parseLineHash, type SearchQuery, searchPattern, writeLineHash } from './log-search'
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

const lineHeight = 20
const nearEnd = 24

export function LogLines({ shown, live, wrap, query, hits, hitAt, onHit, label, openAt }: LogLinesProps) {
  const hit = hits[hitAt]
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- no compiler runs here; the virtualizer is meant to change in place
  const virtual = useVirtualizer({
    count: shown.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
    // While lines come, the end of a scroll is no news, and would be drawn once more each time.
    isScrollingResetDelay: 1_000,
  })
  const [range, onNumber] = useLineRange(openAt)
  const { pause, ...follow } = useFollow(scroller, { count: shown.count, live, startAtEnd: range === undefined })
  const pattern = useMemo(() => {
    const made = searchPattern(query)
    return typeof made === 'string' ? undefined : made
  }, [query])
  useEffect(() => virtual.measure(), [virtual, wrap])
  useEffect(() => {
    if (hit === undefined || query.text === '') return
    pause()
    virtual.scrollToIndex(hit, { align: 'center' })
  }, [hit, query.text, virtual, pause])
  const first = useRef(range)
  useEffect(() => {
    if (!first.current || shown.count === 0) return
    const at = shown.placeOf(first.current[0])
    if (at >= shown.count) return
    first.current = undefined
    virtual.scrollToIndex(at, { align: 'center' })
  }, [shown, virtual])
  const items = virtual.getVirtualItems()
  const [firstSeen, lastSeen] = [items[0]?.index, items.at(-1)?.index]
  useEffect(() => {
    if (firstSeen !== undefined && lastSeen !== undefined) shown.want?.(firstSeen, lastSeen)
  }, [shown, firstSeen, lastSeen])
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
        <div className="relative min-w-full" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const line = shown.lineAt(item.index)
            if (!line) return null
            const number = shown.numberAt(item.index)
            const marked = range !== undefined && number >= range[0] && number <= range[1]
            return (
              <LogLineView
                key={item.key}
                line={line}
                number={number}
                top={item.start}
                index={item.index}
                wrap={wrap}
                pattern={pattern}
                hit={query.text !== '' && item.index === hit}
                marked={marked}
                measure={wrap ? virtual.measureElement : undefined}
                onNumber={onNumber}
              />
            )
          })}
        </div>
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

/** Follows while the reader is at the end; scrolling up pauses. */
function useFollow(
  scroller: RefObject<HTMLDivElement | null>,
  { count, live, startAtEnd }: { count: number; live: boolean; startAtEnd: boolean },
) {
  const [pausedAt, setPausedAt] = useState<number>()
  const following = pausedAt === undefined && (live || startAtEnd)
  useLayoutEffect(() => {
    if (following && count > 0) scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  })
  const onScroll = () => {
    const element = scroller.current
    if (!element) return
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd
    setPausedAt((paused) => (atEnd ? undefined : (paused ?? count)))
  }
  const pause = useCallback(() => setPausedAt((paused) => paused ?? count), [count])
  const resume = () => setPausedAt(undefined)
  useKeys(
    live
      ? [{ key: 'f', label: 'Follow the output', group: 'Output', run: () => (pausedAt === undefined ? pause() : resume()) }]
      : [],
  )
  return { onScroll, pause, resume, missed: pausedAt === undefined || !live ? undefined : count - pausedAt }
}

type LineRange = readonly [number, number]

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
