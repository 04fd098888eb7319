'use client'
import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'
import type { Option } from './option'

export interface RadioGroupProps {
  label: ReactNode
  value: string | undefined
  onChange: (value: string) => void
  options: readonly (Option & { disabled?: boolean | undefined })[]
  hideLabel?: boolean | undefined
  inline?: boolean | undefined
  help?: ReactNode
  error?: string | undefined
}

export function RadioGroup({ label, value, onChange, options, hideLabel, inline, help, error }: RadioGroupProps) {
  const name = useId()
  return (
    <fieldset className="flex min-w-0 flex-col gap-1" aria-invalid={error ? true : undefined}>
      <legend className={clsx('mb-1 text-body font-medium', hideLabel && 'sr-only')}>{label}</legend>
      <div className={clsx('flex', inline ? 'flex-wrap gap-x-4 gap-y-1' : 'flex-col gap-1')}>
        {options.map((option) => (
          <label key={option.value} className="inline-flex min-h-6 items-baseline gap-2 text-body has-disabled:text-text-3">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
              className="size-3.5 shrink-0 translate-y-0.5 accent-accent"
            />
            <span>
              {option.label}
              {option.hint ? <span className="block text-meta text-text-3">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      {error ? <p className="text-meta text-bad">{error}</p> : null}
      {help ? <p className="text-meta text-text-3">{help}</p> : null}
    </fieldset>
  )
}
