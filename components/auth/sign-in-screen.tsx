'use client'
import { useState } from 'react'
import { signIn, verifyCode } from '#lib/api/browser-sign-in'
import { TextField } from '#components/ui/text-field'
import { AuthCard, FormProblem, focusFirst, SubmitButton, useSubmit } from './form-parts'
import { nextPage } from './next-page'

export function SignInScreen({ next }: { next: string | undefined }) {
  const [step, setStep] = useState<'password' | 'code'>('password')
  const leave = () => location.assign(nextPage(next))
  return (
    <AuthCard title={step === 'password' ? 'Sign in' : 'One-time code'}>
      {step === 'password' ? <PasswordForm onDone={leave} onCode={() => setStep('code')} /> : <CodeForm onDone={leave} />}
    </AuthCard>
  )
}

/** `method` and `action` matter only before scripts have loaded: the password must never land in an address. */
function PasswordForm({ onDone, onCode }: { onDone: () => void; onCode: () => void }) {
  const [email, setEmail] = useState('')
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
        ref={focusFirst}
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
        value={password}
        onChange={setPassword}
      />
      <SubmitButton busy={busy}>{busy ? 'Signing in' : 'Sign in'}</SubmitButton>
    </form>
  )
}

function CodeForm({ onDone }: { onDone: () => void }) {
  const [code, setCode] = useState('')
  const { busy, problem, submit } = useSubmit(async () => {
    await verifyCode(code.replaceAll(' ', ''))
    onDone()
  })
  return (
    <form method="post" action="/sign-in" onSubmit={submit} className="flex flex-col gap-4">
      <FormProblem text={problem} />
      <TextField
        label="Code of your authenticator"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        size="lg"
        mono
        required
        ref={focusFirst}
        value={code}
        onChange={setCode}
      />
      <SubmitButton busy={busy}>Continue</SubmitButton>
    </form>
  )
}
