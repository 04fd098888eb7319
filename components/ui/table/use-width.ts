'use client'
import { type RefObject, useLayoutEffect, useState } from 'react'

/** The inner width of an element, as it changes. Undefined before it is on screen. */
export function useWidth(element: RefObject<HTMLElement | null>): number | undefined {
  const [width, setWidth] = useState<number>()
  useLayoutEffect(() => {
    const watched = element.current
    if (!watched) return
    // It also calls once at the start, before the first paint.
    const observer = new ResizeObserver(() => setWidth(watched.clientWidth))
    observer.observe(watched)
    return () => observer.disconnect()
  }, [element])
  return width
}
