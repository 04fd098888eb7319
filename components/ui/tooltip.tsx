'use client'
import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { KeyHint } from './key-hint'

export interface TooltipProps {
  text: ReactNode
  keyHint?: string | undefined
  side?: 'top' | 'bottom' | 'left' | 'right' | undefined
  /** One element that takes a ref and can be focused. */
  children: ReactElement<Record<string, unknown>>
}

/** Opens on hover and on focus, stays while pointed at, closes with Escape. It never holds the only name of a control. */
export function Tooltip({ text, keyHint, side = 'top', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={400} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="flex max-w-80 items-center gap-2 rounded-control border border-line bg-raised px-2 py-1 text-meta text-text shadow-overlay">
            <span className="min-w-0 break-words">{text}</span>
            {keyHint ? <KeyHint keys={keyHint} /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
