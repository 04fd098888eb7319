'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { changePassword } from '#lib/api/browser-account'
import { TextField } from '#components/ui/text-field'
import { PasswordField } from './password-field'
import { StepDialog } from './step-dialog'

export interface PasswordDialogProps {
  onClose: () => void
  onDone: () => void
}

const leastPassword = 12

export function PasswordDialog({ onClose, onDone }: PasswordDialogProps) {
  const [current, setCurrent] = useState('')
  const [wanted, setWanted] = useState('')
  const [tried, setTried] = useState(false)
  const change = useMutation({ mutationFn: () => changePassword(current, wanted), onSuccess: onDone })
  const short = wanted.length < leastPassword
  const submit = () => {
    setTried(true)
    if (!short) change.mutate()
  }
  return (
    <StepDialog
      title="Change password"
      action="Change password"
      onSubmit={submit}
      onClose={onClose}
      busy={change.isPending}
      failure={{ title: 'The password was not changed', error: change.error }}
    >
      <PasswordField value={current} onChange={setCurrent} />
      <TextField
        label="New password"
        name="new-password"
        type="password"
        autoComplete="new-password"
        required
        value={wanted}
        onChange={setWanted}
        error={tried && short ? `At least ${leastPassword} characters.` : undefined}
        help="A sentence of a few words is good."
      />
    </StepDialog>
  )
}
