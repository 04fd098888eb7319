'use client'
import { type PointerEvent, useRef } from 'react'

export interface ResizeHandleProps {
  label: string
  /** Of the part that it makes larger or smaller. */
  value: number
  least: number
  most: number
  /** The side of that part on which the handle is. */
  side: 'left' | 'right' | 'top'
  onResize: (value: number) => void
  className?: string
}

const keyStep = 24

/** Between two parts of the page: dragged, or moved by arrows. */
export function ResizeHandle({ label, value, least, most, side, onResize, className = '' }: ResizeHandleProps) {
  const start = useRef<{ at: number; value: number }>(undefined)
  const isLevel = side === 'top'
  const grows = side === 'right' ? 1 : -1
  const clamp = (next: number) => onResize(Math.min(most, Math.max(least, Math.round(next))))
  const placeOf = (event: PointerEvent) => (isLevel ? event.clientY : event.clientX)
  const [more, less] = isLevel
    ? ['ArrowUp', 'ArrowDown']
    : side === 'left'
      ? ['ArrowLeft', 'ArrowRight']
      : ['ArrowRight', 'ArrowLeft']
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a splitter that takes the focus is no <hr>
      role="separator"
      aria-label={label}
      aria-orientation={isLevel ? 'horizontal' : 'vertical'}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { at: placeOf(event), value }
      }}
      onPointerMove={(event) => start.current && clamp(start.current.value + grows * (placeOf(event) - start.current.at))}
      onPointerUp={() => {
        start.current = undefined
      }}
      onKeyDown={(event) => {
        if (event.key === more) clamp(value + keyStep)
        else if (event.key === less) clamp(value - keyStep)
        else return
        event.preventDefault()
      }}
      className={`touch-none after:absolute after:rounded-full hover:after:bg-accent ${isLevel ? 'cursor-row-resize after:inset-x-2 after:top-1/2 after:h-0.5' : 'cursor-col-resize after:inset-y-2 after:left-1/2 after:w-0.5'} ${className}`}
    />
  )
}
