'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { newBackupCodes } from '#lib/api/browser-account'
import { BackupCodes } from './backup-codes'
import { PasswordField } from './password-field'
import { StepDialog } from './step-dialog'

export function BackupDialog({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('')
  const make = useMutation({ mutationFn: () => newBackupCodes(password) })
  if (make.data) return <BackupCodes codes={make.data} onClose={onClose} />
  return (
    <StepDialog
      title="Make new backup codes?"
      description="The codes that you have now stop working."
      action="Make new codes"
      onSubmit={() => make.mutate()}
      onClose={onClose}
      busy={make.isPending}
      failure={{ title: 'No codes were made', error: make.error }}
    >
      <PasswordField value={password} onChange={setPassword} />
    </StepDialog>
  )
}
