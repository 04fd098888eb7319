'use client'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

interface ApiDrawerState {
  open: boolean
  toggle: () => void
}

const ApiDrawerContext = createContext<ApiDrawerState>({ open: false, toggle: () => {} })

export function ApiDrawerProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const state = useMemo(() => ({ open, toggle: () => setOpen((shown) => !shown) }), [open])
  return <ApiDrawerContext value={state}>{children}</ApiDrawerContext>
}

export function useApiDrawer(): ApiDrawerState {
  return useContext(ApiDrawerContext)
}
