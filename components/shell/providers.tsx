'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { KeyProvider } from '#components/ui/key-provider'
import { ApiDrawerProvider } from './api-drawer-state'
import { LiveProvider } from './live/live-provider'
import { makeQueryClient } from './query-client'
import { ToastProvider } from './toasts'

/** Everything a signed-in page stands on. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [queries] = useState(makeQueryClient)
  return (
    <CSPProvider {...(nonce ? { nonce } : {})}>
      <QueryClientProvider client={queries}>
        <Tooltip.Provider delay={400}>
          <KeyProvider>
            <LiveProvider>
              <ToastProvider>
                <ApiDrawerProvider>{children}</ApiDrawerProvider>
              </ToastProvider>
            </LiveProvider>
          </KeyProvider>
        </Tooltip.Provider>
      </QueryClientProvider>
    </CSPProvider>
  )
}
