'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, type RefObject, useEffect, useRef } from 'react'
import { LogLineView } from './log-line'
import type { LogWindow } from './log-window'

export type LineRange = readonly [number, number]

/** How high a line stands on the screen, in pixels. */
export interface LineSize {
  index: number
  size: number
}

export interface DrawnLines {
  shown: LogWindow
  wrap: boolean
  pattern: RegExp | undefined
  /** The hit that is looked at. */
  hit: number | undefined
  /** Lines that are marked, by their numbers. */
  range: LineRange | undefined
  onNumber: (number: number, event: MouseEvent) => void
}

export interface LogRowsProps extends DrawnLines {
  scroller: RefObject<HTMLDivElement | null>
  /** What is known of heights already, so that nothing jumps when a reader leaves the end. */
  sizes: readonly LineSize[] | undefined
  /** The number of a line that is to be brought into view as soon as it is there. */
  goTo: number | undefined
  onThere: () => void
}

const lineHeight = 20

/** The lines around the place a reader scrolled to. */
export function LogRows({ scroller, sizes = [], goTo, onThere, ...drawn }: LogRowsProps) {
  const { shown, wrap, hit } = drawn
  // oxlint-disable-next-line react/incompatible-library -- no compiler runs here; the virtualizer is meant to change in place
  const virtual = useVirtualizer({
    count: shown.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
    initialOffset: () => scroller.current?.scrollTop ?? 0,
    initialMeasurementsCache: sizes.map(({ index, size }) => ({ index, key: index, size, start: 0, end: 0, lane: 0 })),
  })
  const measured = useRef(wrap)
  useEffect(() => {
    if (measured.current === wrap) return
    measured.current = wrap
    virtual.measure()
  }, [virtual, wrap])
  useEffect(() => {
    if (hit !== undefined) virtual.scrollToIndex(hit, { align: 'center' })
  }, [hit, virtual])
  useEffect(() => {
    const at = goTo === undefined ? shown.count : shown.placeOf(goTo)
    if (at >= shown.count) return
    virtual.scrollToIndex(at, { align: 'center' })
    onThere()
  }, [shown, virtual, goTo, onThere])
  const items = virtual.getVirtualItems()
  const [firstSeen, lastSeen] = [items[0]?.index, items.at(-1)?.index]
  useEffect(() => {
    if (firstSeen !== undefined && lastSeen !== undefined) shown.want?.(firstSeen, lastSeen)
  }, [shown, firstSeen, lastSeen])
  return (
    <div className="relative min-w-full" style={{ height: virtual.getTotalSize() }}>
      {items.map(({ key, index, start }) => (
        <Line key={key} {...drawn} index={index} top={start} measure={wrap ? virtual.measureElement : undefined} />
      ))}
    </div>
  )
}

/**
 * The end of a log that grows, as plain lines under as much room as all the others need: each change is one drawing, where
 * lines placed by the scroll position are drawn once more when that has moved. An element is used again for the line that
 * comes as many lines later.
 */
export function LogTail(drawn: DrawnLines) {
  const { shown, wrap } = drawn
  // More than a log in this window can show. The server has no window, and no lines either.
  const most = typeof window === 'undefined' ? 1 : Math.ceil(window.innerHeight / lineHeight)
  const from = Math.max(0, shown.count - most)
  return (
    <div className={wrap ? undefined : 'w-max min-w-full'} style={{ paddingTop: from * lineHeight }}>
      {Array.from({ length: shown.count - from }, (_, at) => (
        <Line key={(from + at) % most} {...drawn} index={from + at} />
      ))}
    </div>
  )
}

interface LineProps extends DrawnLines {
  index: number
  top?: number
  measure?: ((element: HTMLElement | null) => void) | undefined
}

function Line({ shown, wrap, pattern, hit, range, onNumber, index, top, measure }: LineProps) {
  const line = shown.lineAt(index)
  if (!line) return null
  const number = shown.numberAt(index)
  return (
    <LogLineView
      line={line}
      number={number}
      top={top}
      index={index}
      wrap={wrap}
      pattern={pattern}
      hit={index === hit}
      marked={range !== undefined && number >= range[0] && number <= range[1]}
      measure={measure}
      onNumber={onNumber}
    />
  )
}

/** The heights of the lines that are drawn now. */
export function sizesIn(scroller: HTMLElement | null): readonly LineSize[] {
  const lines = scroller?.querySelectorAll<HTMLElement>('[data-index]') ?? []
  return Array.from(lines, (line) => ({ index: Number(line.dataset['index']), size: line.offsetHeight }))
}
