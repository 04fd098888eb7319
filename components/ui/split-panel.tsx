'use client'
import { ExternalLink, X } from 'lucide-react'
import { Link } from './link'
import type { ReactNode } from 'react'
import { IconButton, iconButtonClass } from './icon-button'
import { ResizeHandle } from './resize-handle'
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
          <ResizeHandle
            label="Panel width"
            value={width}
            least={least}
            most={most}
            side="left"
            onResize={(next) => store(String(next))}
            className="absolute inset-y-0 -left-2.5 hidden w-4 lg:block"
          />
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
