'use client'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { buttonClass } from '#queries/ui/button-class'
import { AlertIcon, BusyIcon } from '#components/ui/plain-icons'

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
      <AlertIcon className="mt-0.5 shrink-0 text-bad" />
      {text}
    </p>
  )
}

export function SubmitButton({ busy, children }: { busy: boolean; children: ReactNode }) {
  return (
    <button type="submit" aria-disabled={busy || undefined} className={buttonClass('primary', 'lg', 'w-full')}>
      {busy ? <BusyIcon /> : null}
      {children}
    </button>
  )
}

/** Nothing else is on these pages: typing can start at once. */
export function focusFirst(element: HTMLInputElement | null): void {
  element?.focus()
}

/** One request at a time; a failure leaves the form as it is. */
export function useSubmit(send: () => Promise<void>) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(undefined)
    send().catch((thrown: unknown) => {
      setProblem(thrown instanceof Error ? thrown.message : 'This did not work. Try again.')
      setBusy(false)
    })
  }
  return { busy, problem, submit }
}
