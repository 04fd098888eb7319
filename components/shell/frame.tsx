import type { ReactNode } from 'react'
import type { FirstAnswer } from '#lib/api/server'
import { FrameKeys } from './frame-keys'
import { Providers } from './providers'
import { SessionEnd } from './session-end'
import { SideNav } from './side-nav'
import { TopBar } from './top-bar'

export interface FrameProps {
  answers: readonly FirstAnswer[]
  /** Where the live stream stood before these answers and those of the page were read. */
  since: string | undefined
  children: ReactNode
}

/** Top bar, side nav, content; each a landmark that F6 walks through. */
export function Frame({ answers, since, children }: FrameProps) {
  return (
    <Providers answers={answers} since={since}>
      <a
        href="#content"
        className="sr-only z-50 rounded-control bg-accent px-3 py-2 text-on-fill focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[3rem_minmax(0,1fr)] md:grid-cols-[auto_minmax(0,1fr)]">
        <TopBar />
        <SideNav />
        <main id="content" tabIndex={-1} data-region="content" className="relative min-w-0 overflow-y-auto outline-none">
          {children}
        </main>
      </div>
      <FrameKeys />
      <SessionEnd />
    </Providers>
  )
}
