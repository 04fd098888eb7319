'use client'
import { useState } from 'react'
import { signIn } from '#lib/api/browser-sign-in'
import { TextField } from '#components/ui/text-field'
import { FormProblem, focusFirst, SubmitButton, useSubmit } from './form-parts'

export interface PasswordFormProps {
  onDone: () => void
  /** The password was right, and a code is asked for as well. */
  onCode: () => void
  /** The one person who may sign in here. */
  who?: string | undefined
}

/** `method` and `action` matter only before scripts have loaded: the password must never land in an address. */
export function PasswordForm({ onDone, onCode, who }: PasswordFormProps) {
  const [email, setEmail] = useState(who ?? '')
  const [password, setPassword] = useState('')
  const { busy, problem, submit } = useSubmit(async () => {
    if ((await signIn(email.trim(), password)) === 'needs-code') onCode()
    else onDone()
  })
  return (
    <form method="post" action="/sign-in" onSubmit={submit} className="flex flex-col gap-4">
      <FormProblem text={problem} />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        size="lg"
        required
        readOnly={who !== undefined}
        ref={who === undefined ? focusFirst : undefined}
        value={email}
        onChange={setEmail}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        size="lg"
        required
        ref={who === undefined ? undefined : focusFirst}
        value={password}
        onChange={setPassword}
      />
      <SubmitButton busy={busy}>{busy ? 'Signing in' : 'Sign in'}</SubmitButton>
    </form>
  )
}
