'use client'
import { clsx } from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { controlClass, describedBy, Field } from './field'

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'size' | 'onChange' | 'value'> {
  label: ReactNode
  value: string
  onChange: (value: string) => void
  hideLabel?: boolean | undefined
  help?: ReactNode
  error?: string | undefined
  aside?: ReactNode
  mono?: boolean | undefined
  size?: 'sm' | 'md' | 'lg' | undefined
  fieldClassName?: string | undefined
}

const sizes = { sm: 'h-7 text-body', md: 'h-8 text-form', lg: 'h-10 text-form' }

export function TextField({
  label,
  value,
  onChange,
  hideLabel,
  help,
  error,
  aside,
  mono,
  size = 'md',
  fieldClassName,
  className,
  ...rest
}: TextFieldProps) {
  const made = useId()
  const id = rest.id ?? made
  return (
    <Field
      id={id}
      label={label}
      hideLabel={hideLabel}
      help={help}
      error={error}
      aside={aside}
      required={rest.required}
      className={fieldClassName}
    >
      <input
        type="text"
        {...rest}
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, help, error)}
        className={clsx(controlClass, sizes[size], mono && 'font-mono', className)}
      />
    </Field>
  )
}
