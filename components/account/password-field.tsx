'use client'
import { TextField } from '#components/ui/text-field'

export interface PasswordFieldProps {
  value: string
  onChange: (value: string) => void
}

/** Asked again before anything that decides who can sign in. */
export function PasswordField({ value, onChange }: PasswordFieldProps) {
  return (
    <TextField
      label="Your password"
      name="password"
      type="password"
      autoComplete="current-password"
      required
      value={value}
      onChange={onChange}
    />
  )
}
