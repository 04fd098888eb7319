'use client'
import { CircleCheck, CircleX, Info, X } from 'lucide-react'
import Link from 'next/link'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { Button } from '#components/ui/button'
import { IconButton } from '#components/ui/icon-button'

export interface ToastInput {
  tone: 'ok' | 'bad' | 'info'
  title: string
  text?: string | undefined
  link?: { href: string; label: string } | undefined
  /** Shown for 10 s: the way back for changes that need no dialog. */
  undo?: (() => void) | undefined
}

type Toast = ToastInput & { id: number }
type Show = (toast: ToastInput) => void

const ToastContext = createContext<Show>(() => {})
const icons = { ok: CircleCheck, bad: CircleX, info: Info }
const colours = { ok: 'text-ok', bad: 'text-bad', info: 'text-text-2' }
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
        {list}
      </section>
    </ToastContext>
  )
}

function ToastCard({ toast, onClose }: { toast: Toast; onClose: (id: number) => void }) {
  const { id, tone, undo } = toast
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (tone === 'bad' || held) return
    const timer = setTimeout(() => onClose(id), undo ? 10_000 : 6_000)
    return () => clearTimeout(timer)
  }, [id, tone, undo, held, onClose])
  const Icon = icons[tone]
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="pointer-events-auto flex items-start gap-2.5 rounded-card border border-line bg-surface py-2.5 pr-1.5 pl-3 shadow-overlay"
    >
      <Icon aria-hidden size={16} strokeWidth={1.75} className={`mt-0.5 shrink-0 ${colours[tone]}`} />
      <div className="min-w-0 flex-1">
        <p className="text-body font-medium break-words">{toast.title}</p>
        {toast.text ? <p className="text-meta break-words text-text-2">{toast.text}</p> : null}
        {toast.link ? (
          <Link href={toast.link.href} className="text-meta font-medium text-accent hover:underline">
            {toast.link.label}
          </Link>
        ) : null}
      </div>
      {undo ? (
        <Button
          variant="ghost"
          onClick={() => {
            undo()
            onClose(id)
          }}
        >
          Undo
        </Button>
      ) : null}
      <IconButton
        label="Close message"
        size="sm"
        icon={<X aria-hidden size={14} strokeWidth={1.75} />}
        onClick={() => onClose(id)}
      />
    </div>
  )
}

function nextId(shown: readonly Toast[]): number {
  return Math.max(0, ...shown.map((toast) => toast.id)) + 1
}
