'use client'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { quarterdeck } from '#lib/api/browser'
import { FormProblem, useSubmit } from '#components/shell/sign-in/form-parts'
import { Button, ButtonLink } from '#components/ui/button'
import { RelativeTime } from '#components/ui/relative-time'
import { saveFile } from '#queries/ui/save-file'
import { TextField } from '#components/ui/text-field'
import { recoveryFile } from '#queries/auth/recovery-file'
import { isKeyKept } from '#queries/shell/set-up/progress'
import type { Installation } from '#queries/shell/set-up/steps'
import { StepFrame } from './step-frame'
import { useInstallation } from './use-installation'

export function SecretsStep() {
  const asked = useInstallation()
  return (
    <StepFrame at="secrets" title="Secrets" asked={asked}>
      {(installation) => (
        <div className="flex flex-col gap-5 text-body">
          <p className="text-text-2">
            Every secret is sealed by one root key. Without it nobody can read them again, not even from a copy of the database.
          </p>
          {isKeyKept(installation) ? (
            <Kept installation={installation} />
          ) : (
            <KeepKey installation={installation} onKept={asked.known} />
          )}
        </div>
      )}
    </StepFrame>
  )
}

function Kept({ installation }: { installation: Installation }) {
  const { RecoveryKeyConfirmedAt, RecoveryKeyConfirmedBy } = installation
  return (
    <>
      <output className="flex items-start gap-2">
        <CircleCheck aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-ok" />
        {RecoveryKeyConfirmedAt === undefined ? (
          <span>
            The root key comes from <code>QUARTERDECK_ROOT_KEY</code>: keep it where the server gets it from.
          </span>
        ) : (
          <span>
            The recovery key was confirmed by {RecoveryKeyConfirmedBy}, <RelativeTime at={RecoveryKeyConfirmedAt} />.
          </span>
        )}
      </output>
      <ButtonLink href="/setup/ready" variant="primary" size="lg" className="w-full">
        Continue
      </ButtonLink>
    </>
  )
}

interface KeepKeyProps {
  installation: Installation
  onKept: (installation: Installation) => void
}

function KeepKey({ installation, onKept }: KeepKeyProps) {
  const [saved, setSaved] = useState(false)
  return (
    <>
      <p className="text-text-2">
        It was made at the first start and lies in the data directory. Save it as the recovery key, away from this machine. To use
        a key of your own instead, set <code>QUARTERDECK_ROOT_KEY</code> before the first start.
      </p>
      <DownloadForm installation={installation} isDone={saved} onSaved={() => setSaved(true)} />
      <ConfirmForm isFirst={!saved} onKept={onKept} />
      <ButtonLink href="/setup/ready" variant="ghost" size="lg" className="w-full">
        Later
      </ButtonLink>
    </>
  )
}

interface DownloadFormProps {
  installation: Installation
  isDone: boolean
  onSaved: () => void
}

function DownloadForm({ installation, isDone, onSaved }: DownloadFormProps) {
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const { problem, submit } = useSubmit(async () => {
    setBusy(true)
    const { RecoveryKey } = await quarterdeck<{ RecoveryKey: string }>('GetRecoveryKey', { Password: password }).finally(() =>
      setBusy(false),
    )
    saveFile('quarterdeck-recovery-key.txt', recoveryFile(installation, RecoveryKey), 'text/plain')
    setPassword('')
    onSaved()
  })
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <FormProblem text={problem} />
      <TextField
        label="Your password"
        name="password"
        type="password"
        autoComplete="current-password"
        size="lg"
        required
        value={password}
        onChange={setPassword}
      />
      <Button type="submit" variant={isDone ? 'secondary' : 'primary'} size="lg" className="w-full" busy={busy}>
        Download recovery key
      </Button>
    </form>
  )
}

function ConfirmForm({ isFirst, onKept }: { isFirst: boolean; onKept: (installation: Installation) => void }) {
  const [key, setKey] = useState('')
  const { busy, problem, submit } = useSubmit(async () => {
    const answer = await quarterdeck<{ Installation: Installation }>('ConfirmRecoveryKey', { RecoveryKey: key.trim() })
    onKept(answer.Installation)
  })
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 border-t border-line pt-4">
      <FormProblem text={problem} />
      <TextField
        label="Recovery key"
        name="recovery-key"
        mono
        size="lg"
        required
        autoComplete="off"
        spellCheck={false}
        value={key}
        onChange={setKey}
        help={
          isFirst
            ? 'Paste it from the file, to show that it is kept.'
            : 'It was downloaded: open the file, and paste the key from it.'
        }
      />
      <Button type="submit" variant={isFirst ? 'secondary' : 'primary'} size="lg" className="w-full" busy={busy}>
        Confirm recovery key
      </Button>
    </form>
  )
}
