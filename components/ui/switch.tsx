'use client'
import { type ReactNode, useId } from 'react'

export interface SwitchProps {
  label: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  help?: ReactNode
  disabled?: boolean | undefined
}

/** Takes effect at once. In a form that is sent later, use Checkbox. */
export function Switch({ label, checked, onChange, help, disabled }: SwitchProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-0.5">
      <label htmlFor={id} className="inline-flex min-h-6 items-center gap-2 text-body has-disabled:text-text-3">
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={checked}
          aria-checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={help ? `${id}-help` : undefined}
          className="relative h-4 w-7 shrink-0 appearance-none rounded-full border border-line-strong bg-raised transition-colors duration-120 before:absolute before:top-1/2 before:left-0.5 before:size-2.5 before:-translate-y-1/2 before:rounded-full before:bg-line-strong before:transition-transform before:duration-120 checked:border-accent checked:bg-accent checked:before:translate-x-3 checked:before:bg-on-fill disabled:opacity-55"
        />
        {label}
      </label>
      {help ? (
        <p id={`${id}-help`} className="pl-9 text-meta text-text-3">
          {help}
        </p>
      ) : null}
    </div>
  )
}
