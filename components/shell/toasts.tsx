'use client'
import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useMemo, useState } from 'react'

const ToastCard = lazy(() => import('./toast-card').then((module) => ({ default: module.ToastCard })))

export interface ToastInput {
  tone: 'ok' | 'bad' | 'info'
  title: string
  text?: string | undefined
  link?: { href: string; label: string } | undefined
  /** Shown for 10 s: the way back for changes that need no dialog. */
  undo?: (() => void) | undefined
}

export type Toast = ToastInput & { id: number }
type Show = (toast: ToastInput) => void

const ToastContext = createContext<Show>(() => {})
const mostAtOnce = 3

/** The result of the person's own action; nothing else speaks here. */
export function useToast(): Show {
  return useContext(ToastContext)
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const show = useCallback<Show>(
    (toast) => setToasts((shown) => [...shown, { ...toast, id: nextId(shown) }].slice(-mostAtOnce)),
    [],
  )
  const close = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), [])
  const list = useMemo(() => toasts.map((toast) => <ToastCard key={toast.id} toast={toast} onClose={close} />), [toasts, close])
  return (
    <ToastContext value={show}>
      {children}
      <section
        aria-label="Messages"
        aria-live="polite"
        className="pointer-events-none fixed right-4 bottom-4 z-50 flex w-88 max-w-[calc(100vw-2rem)] flex-col gap-2"
      >
        <Suspense>{list}</Suspense>
      </section>
    </ToastContext>
  )
}

function nextId(shown: readonly Toast[]): number {
  return Math.max(0, ...shown.map((toast) => toast.id)) + 1
}
