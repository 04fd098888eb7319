'use client'
import { lazy, type ReactNode, type RefObject, Suspense, useState } from 'react'

export interface DialogProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  description?: ReactNode
  /** Buttons at the end, the main one last. */
  footer?: ReactNode
  width?: 'sm' | 'md' | 'lg' | 'drawer' | 'start' | undefined
  /** Gets the focus at the start; default: the first control. */
  initialFocus?: RefObject<HTMLElement | null> | undefined
  children?: ReactNode
}

const DialogPopup = lazy(() => import('./dialog-popup').then((module) => ({ default: module.DialogPopup })))

/** Modal, loaded when it first opens. Focus goes in, stays in, and returns to where it came from. */
export function Dialog(props: DialogProps) {
  const [used, setUsed] = useState(props.open)
  if (props.open && !used) setUsed(true)
  if (!used) return null
  return (
    <Suspense>
      <DialogPopup {...props} />
    </Suspense>
  )
}
