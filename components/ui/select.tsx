'use client'
import { clsx } from 'clsx'
import { ChevronsUpDown } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { controlClass, describedBy, Field } from './field'
import type { Option } from './option'

export interface SelectProps {
  label: ReactNode
  value: string | undefined
  onChange: (value: string) => void
  options: readonly Option[]
  hideLabel?: boolean | undefined
  placeholder?: string | undefined
  help?: ReactNode
  error?: string | undefined
  disabled?: boolean | undefined
  required?: boolean | undefined
  size?: 'sm' | 'md' | undefined
  className?: string | undefined
}

/** The browser's own control: it costs nothing, and on a phone it is the better one. Styled where the browser allows (globals.css). */
export function Select(props: SelectProps) {
  const {
    label,
    value,
    onChange,
    options,
    hideLabel,
    placeholder = 'Choose',
    help,
    error,
    disabled,
    required,
    size = 'md',
    className,
  } = props
  const id = useId()
  return (
    <Field id={id} label={label} hideLabel={hideLabel} help={help} error={error} required={required} className={className}>
      <span className="relative flex">
        <select
          id={id}
          value={value ?? ''}
          disabled={disabled}
          required={required}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, help, error)}
          className={clsx(
            controlClass,
            'appearance-none truncate pr-8',
            size === 'sm' ? 'h-7 text-body' : 'h-8 text-form',
            value === undefined && 'text-text-3',
          )}
        >
          {value === undefined ? (
            <option value="" disabled>
              {placeholder}
            </option>
          ) : null}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.hint ? `${option.label} (${option.hint})` : option.label}
            </option>
          ))}
        </select>
        <ChevronsUpDown
          aria-hidden
          size={14}
          strokeWidth={1.75}
          className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-text-3"
        />
      </span>
    </Field>
  )
}
