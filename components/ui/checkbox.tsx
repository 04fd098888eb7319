'use client'
import { clsx } from 'clsx'
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react'

export interface CheckboxProps {
  label: ReactNode
  checked: boolean
  /** Some of what it stands for: shown as a dash. */
  mixed?: boolean | undefined
  onChange: (checked: boolean, event: MouseEvent<HTMLInputElement>) => void
  hideLabel?: boolean | undefined
  help?: ReactNode
  disabled?: boolean | undefined
  tabIndex?: number | undefined
}

export function Checkbox({ label, checked, mixed, onChange, hideLabel, help, disabled, tabIndex }: CheckboxProps) {
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = mixed === true
  }, [mixed])
  return (
    <div className="flex flex-col gap-0.5">
      <label
        htmlFor={id}
        className={clsx(
          'inline-flex min-h-6 items-center gap-2 text-body has-disabled:text-text-3',
          hideLabel && 'min-w-6 justify-center',
        )}
      >
        <input
          ref={box}
          id={id}
          type="checkbox"
          checked={checked}
          disabled={disabled}
          tabIndex={tabIndex}
          readOnly
          onClick={(event) => onChange(event.currentTarget.checked, event)}
          aria-describedby={help ? `${id}-help` : undefined}
          className="size-3.5 shrink-0 accent-accent"
        />
        <span className={hideLabel ? 'sr-only' : 'min-w-0'}>{label}</span>
      </label>
      {help ? (
        <p id={`${id}-help`} className="pl-5.5 text-meta text-text-3">
          {help}
        </p>
      ) : null}
    </div>
  )
}
