'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import type { DialogProps } from './dialog'
import { iconButtonClass } from './icon-button'

const widths = {
  sm: 'top-[12vh] left-1/2 max-h-[76vh] w-[28rem] -translate-x-1/2 rounded-dialog',
  md: 'top-[10vh] left-1/2 max-h-[80vh] w-[36rem] -translate-x-1/2 rounded-dialog',
  lg: 'top-[8vh] left-1/2 max-h-[84vh] w-[56rem] -translate-x-1/2 rounded-dialog',
  start:
    'top-0 left-0 h-dvh w-[17.5rem] border-y-0 border-l-0 duration-180 data-starting-style:-translate-x-4 data-ending-style:-translate-x-4',
  drawer:
    'top-0 right-0 h-dvh w-[32rem] border-y-0 border-r-0 duration-180 data-starting-style:translate-x-4 data-ending-style:translate-x-4',
}

export function DialogPopup({ open, onClose, title, description, footer, width = 'md', initialFocus, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={initialFocus}
          className={clsx(
            'fixed z-40 flex max-w-[calc(100vw-2rem)] flex-col border border-line bg-surface text-text shadow-overlay outline-none transition-[opacity,translate] ease-out data-ending-style:opacity-0 data-starting-style:opacity-0',
            widths[width],
          )}
        >
          <header className="px-5 pt-4 pr-14 pb-3">
            <Base.Title className="text-section font-semibold break-words">{title}</Base.Title>
            {description ? <Base.Description className="mt-1 text-body text-text-2">{description}</Base.Description> : null}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4">{children}</div>
          {footer ? <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer> : null}
          {/* Last in order, so that the first focus goes to the content. */}
          <Base.Close aria-label="Close" className={iconButtonClass('md', 'absolute top-3 right-3')}>
            <X aria-hidden size={16} strokeWidth={1.75} />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
