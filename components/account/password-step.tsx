'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { PasswordField } from './password-field'
import { StepDialog } from './step-dialog'

export interface PasswordStepProps<Answer> {
  title: string
  description: string
  /** What the main button does. */
  action: string
  danger?: boolean | undefined
  /** Headline when it did not work. */
  failureTitle: string
  send: (password: string) => Promise<Answer>
  onDone: (answer: Answer) => void
  onClose: () => void
}

/** Asks for the password once more, and does one thing with it. */
export function PasswordStep<Answer>(props: PasswordStepProps<Answer>) {
  const { title, description, action, danger, failureTitle, send, onDone, onClose } = props
  const [password, setPassword] = useState('')
  const sending = useMutation({ mutationFn: () => send(password), onSuccess: onDone })
  return (
    <StepDialog
      title={title}
      description={description}
      action={action}
      danger={danger}
      onSubmit={() => sending.mutate()}
      onClose={onClose}
      busy={sending.isPending}
      failure={{ title: failureTitle, error: sending.error }}
    >
      <PasswordField value={password} onChange={setPassword} />
    </StepDialog>
  )
}
