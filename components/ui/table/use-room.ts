'use client'
import { type RefObject, useLayoutEffect, useState } from 'react'

export interface Room {
  /** Inner width at usual text; undefined before it is on screen. */
  width: number | undefined
  /** How much larger than usual this person's text is: 2 at 200 %. */
  scale: number
}

const unknown: Room = { width: undefined, scale: 1 }
const usualPixels = 16

/** How much an element has room for, as its width changes: large text leaves less of it. */
export function useRoom(element: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState(unknown)
  useLayoutEffect(() => {
    const watched = element.current
    if (!watched) return
    // It also calls once at the start, before the first paint.
    const observer = new ResizeObserver(() => {
      const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / usualPixels
      const width = watched.clientWidth / scale
      setRoom((held) => (held.width === width && held.scale === scale ? held : { width, scale }))
    })
    observer.observe(watched)
    return () => observer.disconnect()
  }, [element])
  return room
}
