'use client'
import { ExternalLink, X } from 'lucide-react'
import { Link } from './link'
import { type PointerEvent, type ReactNode, useRef } from 'react'
import { IconButton, iconButtonClass } from './icon-button'
import { usePreference } from './use-preference'

export interface SplitPanelProps {
  /** The list, which keeps its place. */
  children: ReactNode
  /** What the panel is about; undefined: closed. Normally the `peek` URL parameter. */
  open: boolean
  title: ReactNode
  /** The full page of the same thing. */
  href?: string | undefined
  onClose: () => void
  panel: ReactNode
}

const least = 320
const most = 880

/** A detail beside its list, 440 px and resizable; under 1024 px it covers the lower part. */
export function SplitPanel({ children, open, title, href, onClose, panel }: SplitPanelProps) {
  const [stored, store] = usePreference('qd-split-width', '440')
  const width = Math.min(most, Math.max(least, Number(stored) || 440))
  return (
    <div className="flex min-h-0 flex-1 gap-4">
      <div className="flex min-w-0 flex-1 flex-col">{children}</div>
      {open ? (
        <aside
          aria-label="Details"
          style={{ '--panel': `${width}px` } as React.CSSProperties}
          className="relative flex min-h-0 flex-col rounded-card border border-line bg-surface max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:h-[60dvh] max-lg:rounded-b-none max-lg:shadow-overlay lg:w-(--panel) lg:shrink-0"
        >
          <ResizeHandle width={width} onResize={(next) => store(String(next))} />
          <header className="flex min-h-11 items-center gap-2 border-b border-line px-4 py-2">
            <div className="min-w-0 flex-1 truncate text-form font-semibold">{title}</div>
            {href ? (
              <Link
                href={href}
                aria-label="Open the full page"
                title="Open the full page (Enter)"
                className={iconButtonClass('md')}
              >
                <ExternalLink aria-hidden size={16} strokeWidth={1.75} />
              </Link>
            ) : null}
            <IconButton
              label="Close panel"
              keyHint="Escape"
              icon={<X aria-hidden size={16} strokeWidth={1.75} />}
              onClick={onClose}
            />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">{panel}</div>
        </aside>
      ) : null}
    </div>
  )
}

const keyStep = 24

function ResizeHandle({ width, onResize }: { width: number; onResize: (width: number) => void }) {
  const start = useRef<{ x: number; width: number }>(undefined)
  const clamp = (next: number) => onResize(Math.min(most, Math.max(least, Math.round(next))))
  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width }
  }
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a splitter that takes the focus is no <hr>
      role="separator"
      aria-label="Panel width"
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={down}
      onPointerMove={(event) => start.current && clamp(start.current.width + start.current.x - event.clientX)}
      onPointerUp={() => {
        start.current = undefined
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') clamp(width + keyStep)
        if (event.key === 'ArrowRight') clamp(width - keyStep)
      }}
      className="absolute inset-y-0 -left-2.5 hidden w-4 cursor-col-resize touch-none after:absolute after:inset-y-2 after:left-1/2 after:w-0.5 after:rounded-full hover:after:bg-accent lg:block"
    />
  )
}
