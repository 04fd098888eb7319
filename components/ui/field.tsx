import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { AlertIcon } from './plain-icons'

export interface FieldProps {
  id: string
  label: ReactNode
  /** Visually hidden label, where the place already says it. */
  hideLabel?: boolean | undefined
  help?: ReactNode
  error?: string | undefined
  required?: boolean | undefined
  /** At the end of the label line: a Reset link, a counter. */
  aside?: ReactNode
  className?: string | undefined
  children: ReactNode
}

/** Label above, help and error below; the control names them by `fieldIds`. */
export function Field({ id, label, hideLabel, help, error, required, aside, className, children }: FieldProps) {
  const ids = fieldIds(id)
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1', className)}>
      <div className={clsx('flex items-baseline justify-between gap-2', hideLabel && 'sr-only')}>
        <label htmlFor={id} className={clsx('text-body font-medium text-text', aside !== undefined && 'max-w-[70%] shrink-0')}>
          {label}
          {required ? null : <span className="sr-only"> (optional)</span>}
        </label>
        {aside ? <span className="min-w-0 text-right text-meta break-words text-text-3">{aside}</span> : null}
      </div>
      {children}
      {error ? (
        <p id={ids.error} className="flex items-start gap-1 text-meta text-bad">
          <AlertIcon size={14} className="mt-px shrink-0" />
          {error}
        </p>
      ) : null}
      {help ? (
        <p id={ids.help} className="text-meta text-text-3">
          {help}
        </p>
      ) : null}
    </div>
  )
}

export function fieldIds(id: string) {
  return { help: `${id}-help`, error: `${id}-error` }
}

export function describedBy(id: string, help: unknown, error: unknown): string | undefined {
  const ids = fieldIds(id)
  return [error ? ids.error : '', help ? ids.help : ''].filter(Boolean).join(' ') || undefined
}

export const controlClass =
  'w-full min-w-0 rounded-control border border-line-strong bg-surface px-2.5 text-text transition-colors duration-120 hover:border-text-3 aria-invalid:border-bad disabled:bg-raised disabled:text-text-3'
