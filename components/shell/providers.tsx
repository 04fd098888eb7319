'use client'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { KeyProvider } from '#components/ui/key-provider'
import { TooltipLayer } from '#components/ui/tooltip-layer'
import { ApiDrawerProvider } from './api-drawer-state'
import { FirstData } from './first-data'
import type { FrameProps } from './frame'
import { LiveProvider } from './live/live-provider'
import { makeQueryClient } from './query-client'
import { ToastProvider } from './toasts'

/** Everything a signed-in page stands on. */
export function Providers({ answers, since, children }: FrameProps) {
  const [queries] = useState(makeQueryClient)
  return (
    <QueryClientProvider client={queries}>
      <KeyProvider>
        <LiveProvider since={since}>
          <ToastProvider>
            <ApiDrawerProvider>
              <FirstData answers={answers}>{children}</FirstData>
            </ApiDrawerProvider>
          </ToastProvider>
        </LiveProvider>
        <TooltipLayer />
      </KeyProvider>
    </QueryClientProvider>
  )
}
