'use client'
import { lazy, Suspense, useState } from 'react'
import { AuthCard } from '#components/shell/sign-in/form-parts'
import { PasswordForm } from '#components/shell/sign-in/password-form'
import { nextPage } from './next-page'

const CodeForm = lazy(() => import('#components/shell/sign-in/code-form').then((module) => ({ default: module.CodeForm })))

export function SignInScreen({ name, next }: { name: string | undefined; next: string | undefined }) {
  const [step, setStep] = useState<'password' | 'code'>('password')
  const leave = () => location.assign(nextPage(next))
  if (step === 'password')
    return (
      <AuthCard title={name && name !== 'Quarterdeck' ? `Sign in to ${name}` : 'Sign in'}>
        <PasswordForm onDone={leave} onCode={() => setStep('code')} />
      </AuthCard>
    )
  return (
    <AuthCard title="One-time code">
      <Suspense>
        <CodeForm onDone={leave} onAgain={() => setStep('password')} />
      </Suspense>
    </AuthCard>
  )
}
