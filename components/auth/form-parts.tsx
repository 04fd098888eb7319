'use client'
import { CircleAlert, LoaderCircle } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { buttonClass } from '#queries/ui/button-class'

export function AuthCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="rounded-dialog border border-line bg-surface p-6">
      <h1 className="mb-4 text-title font-semibold">{title}</h1>
      {children}
    </div>
  )
}

/** Takes the focus when it appears, so that it is read out. */
export function FormProblem({ text }: { text: string | undefined }) {
  const box = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (text !== undefined) box.current?.focus()
  }, [text])
  if (text === undefined) return null
  return (
    <p
      role="alert"
      tabIndex={-1}
      ref={box}
      className="flex items-start gap-2 rounded-control bg-bad-soft px-3 py-2 text-body outline-none"
    >
      <CircleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-bad" />
      {text}
    </p>
  )
}

export function SubmitButton({ busy, children }: { busy: boolean; children: ReactNode }) {
  return (
    <button type="submit" aria-disabled={busy || undefined} className={buttonClass('primary', 'lg', 'w-full')}>
      {busy ? <LoaderCircle aria-hidden size={16} strokeWidth={1.75} className="animate-turn" /> : null}
      {children}
    </button>
  )
}
