'use client'
import { clsx } from 'clsx'
import { lazy, type ReactNode, Suspense, useId } from 'react'
import { controlClass, Field } from './field'
import type { Option } from './option'

const ComboboxField = lazy(() => import('./combobox-field').then((module) => ({ default: module.ComboboxField })))

export interface ComboboxProps {
  label: ReactNode
  value: string | undefined
  onChange: (value: string | undefined) => void
  options: readonly Option[]
  /** Text as typed, for lists that the server searches. The options are then not filtered here. */
  onSearch?: ((text: string) => void) | undefined
  loading?: boolean | undefined
  hideLabel?: boolean | undefined
  placeholder?: string | undefined
  help?: ReactNode
  error?: string | undefined
  disabled?: boolean | undefined
  required?: boolean | undefined
  size?: 'sm' | 'md' | undefined
}

/** An input with a list to choose from. The list's code is heavy and comes after the first paint; until then the value is shown. */
export function Combobox(props: ComboboxProps) {
  return (
    <Suspense fallback={<WaitingField {...props} />}>
      <ComboboxField {...props} />
    </Suspense>
  )
}

function WaitingField({ label, value, options, hideLabel, placeholder, help, error, required, size }: ComboboxProps) {
  const id = useId()
  const chosen = options.find((option) => option.value === value)?.label ?? value
  return (
    <Field id={id} label={label} hideLabel={hideLabel} help={help} error={error} required={required}>
      <input
        id={id}
        readOnly
        aria-busy
        placeholder={placeholder}
        value={chosen ?? ''}
        className={clsx(controlClass, 'pr-14', size === 'sm' ? 'h-7 text-body' : 'h-8 text-form')}
      />
    </Field>
  )
}
