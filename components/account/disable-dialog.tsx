'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { removeSecondFactor } from '#lib/api/browser-account'
import { PasswordField } from './password-field'
import { StepDialog } from './step-dialog'

export interface DisableDialogProps {
  onClose: () => void
  onDone: () => void
}

export function DisableDialog({ onClose, onDone }: DisableDialogProps) {
  const [password, setPassword] = useState('')
  const remove = useMutation({ mutationFn: () => removeSecondFactor(password), onSuccess: onDone })
  return (
    <StepDialog
      title="Turn off two-factor sign-in?"
      description="Your password alone signs in again. The secret in your app and your backup codes become worthless."
      action="Turn off"
      danger
      onSubmit={() => remove.mutate()}
      onClose={onClose}
      busy={remove.isPending}
      failure={{ title: 'It is still on', error: remove.error }}
    >
      <PasswordField value={password} onChange={setPassword} />
    </StepDialog>
  )
}
