'use client'
import { cloneElement, type ReactElement } from 'react'

export interface TooltipProps {
  text: string
  keyHint?: string | undefined
  side?: 'top' | 'bottom' | undefined
  /** One element that can be hovered or focused. */
  children: ReactElement<Record<string, unknown>>
}

/** Only marks the element: one TooltipLayer for the whole page shows the text. It never holds the only name of a control. */
export function Tooltip({ text, keyHint, side, children }: TooltipProps) {
  return cloneElement(children, { 'data-tip': text, 'data-tip-keys': keyHint, 'data-tip-side': side })
}
