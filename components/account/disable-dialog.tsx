'use client'
import { removeSecondFactor } from '#lib/api/browser-account'
import { PasswordStep } from './password-step'

export interface DisableDialogProps {
  onClose: () => void
  onDone: () => void
}

export function DisableDialog({ onClose, onDone }: DisableDialogProps) {
  return (
    <PasswordStep
      title="Turn off two-factor sign-in?"
      description="Your password alone signs in again. The secret in your app and your backup codes become worthless."
      action="Turn off"
      danger
      failureTitle="It is still on"
      send={removeSecondFactor}
      onDone={onDone}
      onClose={onClose}
    />
  )
}
