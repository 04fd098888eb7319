'use client'
import { clsx } from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { controlClass, describedBy, Field } from './field'

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> {
  label: ReactNode
  value: string
  onChange: (value: string) => void
  hideLabel?: boolean | undefined
  help?: ReactNode
  error?: string | undefined
  aside?: ReactNode
  mono?: boolean | undefined
}

export function TextArea({ label, value, onChange, hideLabel, help, error, aside, mono, className, ...rest }: TextAreaProps) {
  const made = useId()
  const id = rest.id ?? made
  return (
    <Field id={id} label={label} hideLabel={hideLabel} help={help} error={error} aside={aside} required={rest.required}>
      <textarea
        rows={4}
        {...rest}
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, help, error)}
        className={clsx(controlClass, 'resize-y py-1.5', mono ? 'font-mono text-body' : 'text-form', className)}
      />
    </Field>
  )
}
