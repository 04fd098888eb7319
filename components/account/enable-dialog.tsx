'use client'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { confirmSecondFactor, type SecondFactor, startSecondFactor } from '#lib/api/browser-account'
import { CopyButton } from '#components/ui/copy-button'
import { TextField } from '#components/ui/text-field'
import { BackupCodes } from './backup-codes'
import { PasswordStep } from './password-step'
import { QrCode } from './qr-code'
import { secretIn } from './secret-text'
import { StepDialog } from './step-dialog'

export interface EnableDialogProps {
  onClose: () => void
  onDone: () => void
}

/** Password, then the picture and a first code, then the codes to keep. Only the confirmed code turns it on. */
export function EnableDialog({ onClose, onDone }: EnableDialogProps) {
  const [made, setMade] = useState<SecondFactor>()
  const [confirmed, setConfirmed] = useState(false)
  if (!made) return <AskPassword onClose={onClose} onMade={setMade} />
  if (confirmed) return <BackupCodes codes={made.backupCodes} onClose={onDone} />
  return <AskCode made={made} onClose={onClose} onConfirmed={() => setConfirmed(true)} />
}

function AskPassword({ onClose, onMade }: { onClose: () => void; onMade: (made: SecondFactor) => void }) {
  return (
    <PasswordStep
      title="Turn on two-factor sign-in"
      description="You need an authenticator app on your phone, such as Aegis, 2FAS or Google Authenticator."
      action="Continue"
      failureTitle="This did not work"
      send={startSecondFactor}
      onDone={onMade}
      onClose={onClose}
    />
  )
}

interface AskCodeProps {
  made: SecondFactor
  onClose: () => void
  onConfirmed: () => void
}

function AskCode({ made, onClose, onConfirmed }: AskCodeProps) {
  const box = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: () => confirmSecondFactor(code.replaceAll(' ', '')),
    onSuccess: onConfirmed,
  })
  const secret = secretIn(made.address)
  return (
    <StepDialog
      title="Scan with your authenticator app"
      description="Nothing changes until a code of the app is confirmed."
      action="Confirm and turn on"
      initialFocus={box}
      onSubmit={() => confirm.mutate()}
      onClose={onClose}
      busy={confirm.isPending}
      failure={{ title: 'The code was not taken', error: confirm.error }}
    >
      <QrCode text={made.address} label="QR code for your authenticator app; the secret below says the same" />
      <div className="flex flex-col gap-1">
        <p className="text-body text-text-2">No camera? Type this secret into the app:</p>
        <div className="flex items-center gap-1 rounded-control border border-line bg-sunken py-1 pr-1 pl-3">
          <code className="min-w-0 flex-1 text-body break-words">{secret.match(/.{1,4}/g)?.join(' ')}</code>
          <CopyButton text={secret} label="Copy secret" />
        </div>
      </div>
      <TextField
        ref={box}
        label="Code of the app"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        mono
        value={code}
        onChange={setCode}
        help="Six digits, new every 30 seconds"
      />
    </StepDialog>
  )
}
