'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useToast } from '#components/shell/toasts'
import { type Blast, ConfirmDialog } from '#components/ui/confirm-dialog'
import { ErrorState } from '#components/ui/error-state'
import { RadioGroup } from '#components/ui/radio-group'
import { toFailure } from '#queries/ui/failure'
import { FirstPassword } from './first-password'
import { type Role, roleOptions, type User, updateUser } from './own-operations'

export type UserChange = 'role' | 'disable' | 'reset'

export interface ChangeUserDialogProps {
  user: User
  change: UserChange
  onClose: () => void
}

const words: Record<UserChange, { title: (email: string) => string; action: string; text: string; blast: Blast }> = {
  role: {
    title: (email) => `Change the role of ${email}?`,
    action: 'Change role',
    text: 'They are signed out and sign in again. Their access keys may do what the new role may do.',
    blast: { tier: 'T1' },
  },
  disable: {
    title: (email) => `Switch ${email} off?`,
    action: 'Switch off',
    text: 'They are signed out at once, cannot sign in, and calls with their access keys are refused. Runs that they started go on.',
    blast: { tier: 'T1' },
  },
  reset: {
    title: (email) => `Reset how ${email} signs in?`,
    action: 'Make a new password',
    text: 'For who lost password or phone. The old password stops working, two-factor sign-in is turned off, and they are signed out.',
    blast: { tier: 'T1' },
  },
}

export function ChangeUserDialog({ user, change, onClose }: ChangeUserDialogProps) {
  const queries = useQueryClient()
  const toast = useToast()
  const [role, setRole] = useState<Role>(user.Role)
  const { title, action, text, blast } = words[change]
  const input = {
    role: { Email: user.Email, Role: role },
    disable: { Email: user.Email, Status: 'Disabled' as const },
    reset: { Email: user.Email, ResetSignIn: true },
  }[change]
  const send = useMutation({
    mutationFn: () => updateUser(input),
    onSuccess: ({ Password }) => {
      void queries.invalidateQueries({ queryKey: ['auth'] })
      if (Password) return
      toast({ tone: 'ok', title: change === 'role' ? `${user.Email} is ${role} now` : `${user.Email} is switched off` })
      onClose()
    },
  })
  if (send.data?.Password) return <FirstPassword email={user.Email} password={send.data.Password} onClose={onClose} />
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => send.mutate()}
      title={title(user.Email)}
      blast={blast}
      confirmLabel={action}
      danger={change !== 'role'}
      busy={send.isPending}
      error={send.error ? <ErrorState compact title="Nothing was changed" failure={toFailure(send.error)} /> : null}
    >
      <p>{text}</p>
      {change === 'role' ? (
        <RadioGroup label="Role" value={role} onChange={(next) => setRole(next as Role)} options={roleOptions} />
      ) : null}
    </ConfirmDialog>
  )
}
