'use client'
import { useState } from 'react'
import { createOwner } from '#lib/api/browser-set-up'
import { TextField } from '#components/ui/text-field'
import { StepList } from './step-list'
import { AuthCard, FormProblem, focusFirst, SubmitButton, useSubmit } from '#components/shell/sign-in/form-parts'

/** The first step; the others have addresses of their own, below this one, and can be left and come back to. */
export function SetUpScreen({ token }: { token: string | undefined }) {
  return (
    <>
      <StepList at="administrator" />
      <OwnerForm token={token} onDone={() => location.assign('/setup/installation')} />
    </>
  )
}

const leastPassword = 12

function OwnerForm({ token, onDone }: { token: string | undefined; onDone: () => void }) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const short = password.length < leastPassword
  const { busy, problem, submit } = useSubmit(async () => {
    setTried(true)
    if (short) throw new Error(`The password needs at least ${leastPassword} characters.`)
    await createOwner({ token, name: name.trim(), email: email.trim(), password })
    onDone()
  })
  return (
    <AuthCard title="Create the owner account">
      <form method="post" action="/setup" onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-body text-text-2">The owner may do everything. This page works once, for the first account.</p>
        <FormProblem text={problem} />
        <TextField
          label="Name"
          name="name"
          autoComplete="name"
          size="lg"
          required
          ref={focusFirst}
          maxLength={100}
          value={name}
          onChange={setName}
        />
        <TextField
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          size="lg"
          required
          value={email}
          onChange={setEmail}
          help="Only to sign in: nothing is ever sent to it."
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          size="lg"
          required
          value={password}
          onChange={setPassword}
          error={tried && short ? `At least ${leastPassword} characters.` : undefined}
          help={<Strength password={password} />}
        />
        <SubmitButton busy={busy}>{busy ? 'Creating' : 'Create account and sign in'}</SubmitButton>
      </form>
    </AuthCard>
  )
}

/** Length is what makes a password hard to guess; a pasted one from a password manager is best. */
function Strength({ password }: { password: string }) {
  const left = leastPassword - password.length
  if (password.length === 0) return `At least ${leastPassword} characters. A sentence of a few words is good.`
  if (left > 0) return `${left} more ${left === 1 ? 'character' : 'characters'}`
  return new Set(password).size < 6 ? 'Long enough, but it repeats itself' : password.length < 16 ? 'Good' : 'Strong'
}
