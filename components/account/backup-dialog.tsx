'use client'
import { useState } from 'react'
import { newBackupCodes } from '#lib/api/browser-account'
import { BackupCodes } from './backup-codes'
import { PasswordStep } from './password-step'

export function BackupDialog({ onClose }: { onClose: () => void }) {
  const [codes, setCodes] = useState<readonly string[]>()
  if (codes) return <BackupCodes codes={codes} onClose={onClose} />
  return (
    <PasswordStep
      title="Make new backup codes?"
      description="The codes that you have now stop working."
      action="Make new codes"
      failureTitle="No codes were made"
      send={newBackupCodes}
      onDone={setCodes}
      onClose={onClose}
    />
  )
}
