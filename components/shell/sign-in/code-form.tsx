'use client'
import { useState } from 'react'
import { verifyBackupCode, verifyCode } from '#lib/api/browser-second-factor'
import { TextField } from '#components/ui/text-field'
import { FormProblem, focusFirst, SubmitButton, useSubmit } from './form-parts'

export interface CodeFormProps {
  onDone: () => void
  /** The first step took too long ago, or too many codes were wrong. */
  onAgain: () => void
}

/** The second step of signing in: a code of the app, or one of the codes that were kept for when it is lost. */
export function CodeForm({ onDone, onAgain }: CodeFormProps) {
  const [backup, setBackup] = useState(false)
  const [code, setCode] = useState('')
  const { busy, problem, submit } = useSubmit(async () => {
    const typed = code.replaceAll(' ', '')
    await (backup ? verifyBackupCode(typed) : verifyCode(typed))
    onDone()
  })
  const swap = () => {
    setBackup(!backup)
    setCode('')
  }
  return (
    <form method="post" action="/sign-in" onSubmit={submit} className="flex flex-col gap-4">
      <FormProblem text={problem} />
      <TextField
        key={String(backup)}
        label={backup ? 'Backup code' : 'Code of your authenticator app'}
        name="code"
        inputMode={backup ? 'text' : 'numeric'}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        size="lg"
        required
        mono
        ref={focusFirst}
        value={code}
        onChange={setCode}
        help={backup ? 'One of the codes that you saved. Each works once.' : 'Six digits, new every 30 seconds'}
      />
      <SubmitButton busy={busy}>{busy ? 'Checking' : 'Continue'}</SubmitButton>
      <div className="flex justify-between gap-3 text-body">
        <button type="button" onClick={swap} className="min-h-6 rounded-control text-accent hover:underline">
          {backup ? 'Use the app instead' : 'Use a backup code'}
        </button>
        <button type="button" onClick={onAgain} className="min-h-6 rounded-control text-accent hover:underline">
          Start again
        </button>
      </div>
    </form>
  )
}
