'use client'
import type { CSSProperties, ReactNode } from 'react'
import { ResizeHandle } from '#components/ui/resize-handle'
import { usePreference } from '#queries/ui/use-preference'

export interface PaneProps {
  label: string
  /** Under which its size is remembered in this browser. */
  name: string
  initial: number
  least: number
  most: number
  side: 'left' | 'right' | 'top'
  children: ReactNode
}

/** A part of the editor with a size of its own. In a narrow window parts stand below each other. */
export function Pane({ label, name, initial, least, most, side, children }: PaneProps) {
  const [stored, store] = usePreference(`qd-editor-${name}`, String(initial))
  const size = Math.min(most, Math.max(least, Number(stored) || initial))
  const isLevel = side === 'top'
  const handle = isLevel
    ? 'absolute inset-x-0 -top-2 z-10 h-4'
    : `absolute inset-y-0 z-10 w-4 max-md:hidden ${side === 'right' ? '-right-2' : '-left-2'}`
  return (
    <div
      // Text that is larger needs the least of room to grow with it.
      style={{ '--pane': `max(${size}px, ${least / 16}rem)` } as CSSProperties}
      className={`relative shrink-0 ${isLevel ? 'h-(--pane) max-h-[60%] border-t border-line' : 'w-(--pane) border-line max-md:h-72 max-md:w-full max-md:border-b'} ${side === 'right' ? 'border-r' : side === 'left' ? 'border-l' : ''}`}
    >
      {children}
      <ResizeHandle
        label={label}
        value={size}
        least={least}
        most={most}
        side={side}
        onResize={(next) => store(String(next))}
        className={handle}
      />
    </div>
  )
}
