'use client'
import { useState } from 'react'
import { Dialog } from '#components/ui/dialog'
import { useSession } from '../session'
import { CodeForm } from './code-form'
import { PasswordForm } from './password-form'

export interface SignInAgainProps {
  onClose: () => void
  onDone: () => void
}

/** Over the page, for the person whose session ended; somebody else starts at the sign-in page. */
export function SignInAgain({ onClose, onDone }: SignInAgainProps) {
  const email = useSession()?.user.email
  const [step, setStep] = useState<'password' | 'code'>('password')
  return (
    <Dialog
      open
      onClose={onClose}
      width="sm"
      title="Sign in again"
      description="Sessions end after a while. This page and what you typed stay as they are."
    >
      <div className="flex flex-col gap-4 pb-2">
        {step === 'password' ? (
          <PasswordForm who={email} onDone={onDone} onCode={() => setStep('code')} />
        ) : (
          <CodeForm onDone={onDone} onAgain={() => setStep('password')} />
        )}
        {/* oxlint-disable-next-line next/no-html-link-for-pages -- nothing of this person may stay in the page */}
        <a href="/sign-in" className="w-fit rounded-control text-body text-accent hover:underline">
          Sign in as somebody else
        </a>
      </div>
    </Dialog>
  )
}
