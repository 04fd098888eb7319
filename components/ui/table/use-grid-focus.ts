'use client'
import { useEffect, useRef, useState } from 'react'
import type { DataTableProps } from '../data-table'
import type { GridParts } from './use-grid'

/** Which row is the current one, and the focus that follows it, also to rows that are drawn or loaded only then. */
export function useGridFocus<Row extends object>(
  { getRowId, peek, onPeek, hasMore, tail, onJumpToEnd }: DataTableProps<Row>,
  { source, scroller, scrollTo }: GridParts<Row>,
  column: string | undefined,
) {
  const [current, setCurrent] = useState(0)
  // Which row is to get it: the state of this drawing may still be the row before.
  const wanted = useRef<number>(undefined)
  const wantsEnd = useRef(false)
  const isEndLoaded = (tail?.length ?? 0) > 0 || hasMore !== true
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(source.count - 1, index))
    const row = source.at(next)
    if (!row) return
    wanted.current = next
    setCurrent(next)
    scrollTo(next)
    if (peek !== undefined) onPeek?.(getRowId(row))
  }
  const jumpToEnd = () => {
    wantsEnd.current = onJumpToEnd !== undefined && !isEndLoaded
    if (wantsEnd.current) onJumpToEnd?.()
    else moveTo(source.count - 1)
  }
  useEffect(() => {
    if (!wantsEnd.current || !isEndLoaded) return
    wantsEnd.current = false
    moveTo(source.count - 1)
  })
  const settle = () => {
    if (wanted.current === undefined) return
    const element = scroller.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`)
    if (!element) return
    wanted.current = undefined
    const cell = column && element.querySelector<HTMLElement>(`[data-col="${CSS.escape(column)}"]`)
    const target = cell || element
    target.focus({ preventScroll: true })
  }
  useEffect(settle)
  const want = () => {
    wanted.current = current
  }
  return { current, set: setCurrent, moveTo, jumpToEnd, want, settle }
}
