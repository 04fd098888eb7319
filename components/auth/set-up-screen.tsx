'use client'
import { lazy, Suspense, useState } from 'react'
import { createOwner } from '#lib/api/browser-set-up'
import { TextField } from '#components/ui/text-field'
import { AuthCard, FormProblem, focusFirst, SubmitButton, useSubmit } from '#components/shell/sign-in/form-parts'

const ReadyStep = lazy(() => import('./ready-step').then((module) => ({ default: module.ReadyStep })))
const steps = ['Owner account', 'Ready'] as const

export function SetUpScreen({ token }: { token: string | undefined }) {
  const [done, setDone] = useState(false)
  const at = done ? 1 : 0
  return (
    <>
      <ol className="mb-4 flex gap-6 text-body">
        {steps.map((step, index) => (
          <li
            key={step}
            aria-current={index === at ? 'step' : undefined}
            className={`flex items-center gap-2 ${index === at ? 'font-medium text-text' : 'text-text-3'}`}
          >
            <span
              className={`tabular flex size-5 items-center justify-center rounded-full text-badge ${index <= at ? 'bg-accent text-on-fill' : 'bg-raised'}`}
            >
              {index + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>
      {done ? (
        <Suspense>
          <ReadyStep />
        </Suspense>
      ) : (
        <OwnerForm token={token} onDone={() => setDone(true)} />
      )}
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
