'use client'
import { useQueryClient } from '@tanstack/react-query'
import { ShieldCheck, ShieldOff } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Page } from '#components/shell/page'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { Skeleton } from '#components/ui/skeleton'
import { useSession } from '#queries/shell/session'
import { sessionQuery } from '#queries/shell/session-query'

const EnableDialog = lazy(() => import('./enable-dialog').then((module) => ({ default: module.EnableDialog })))
const DisableDialog = lazy(() => import('./disable-dialog').then((module) => ({ default: module.DisableDialog })))
const BackupDialog = lazy(() => import('./backup-dialog').then((module) => ({ default: module.BackupDialog })))
const PasswordDialog = lazy(() => import('./password-dialog').then((module) => ({ default: module.PasswordDialog })))

type Open = 'enable' | 'disable' | 'backup' | 'password'

/** How this person proves who they are. */
export function SecurityScreen() {
  const session = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const changed = (title: string) => {
    toast({ tone: 'ok', title })
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
    close()
  }
  return (
    <Page title="Security" layout="reading">
      <div className="flex flex-col gap-4">
        <Section title="Two-factor sign-in">
          {session ? <SecondFactor on={session.user.twoFactor} onOpen={setOpen} /> : <Skeleton lines={3} />}
        </Section>
        <Section title="Password">
          <p className="text-body text-text-2">Changing it signs you out in every other browser. Access keys keep working.</p>
          <div>
            <Button onClick={() => setOpen('password')}>Change password</Button>
          </div>
        </Section>
      </div>
      <Suspense>
        {open === 'enable' ? <EnableDialog onClose={close} onDone={() => changed('Two-factor sign-in is on')} /> : null}
        {open === 'disable' ? <DisableDialog onClose={close} onDone={() => changed('Two-factor sign-in is off')} /> : null}
        {open === 'backup' ? <BackupDialog onClose={close} /> : null}
        {open === 'password' ? <PasswordDialog onClose={close} onDone={() => changed('The password is changed')} /> : null}
      </Suspense>
    </Page>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <h2 className="text-section font-semibold">{title}</h2>
      {children}
    </section>
  )
}

function SecondFactor({ on, onOpen }: { on: boolean; onOpen: (dialog: Open) => void }) {
  const Icon = on ? ShieldCheck : ShieldOff
  return (
    <>
      <p className={`flex items-center gap-2 text-body font-medium ${on ? 'text-ok' : 'text-text'}`}>
        <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
        {on ? 'On' : 'Off'}
      </p>
      <p className="text-body text-text-2">
        {on
          ? 'Signing in takes your password and a code of your authenticator app. Access keys are not affected.'
          : 'With an authenticator app on your phone, a stolen password alone lets nobody in.'}
      </p>
      <div className="flex flex-wrap gap-2">
        {on ? (
          <>
            <Button onClick={() => onOpen('backup')}>New backup codes</Button>
            <Button variant="danger" onClick={() => onOpen('disable')}>
              Turn off
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={() => onOpen('enable')}>
            Turn on
          </Button>
        )}
      </div>
    </>
  )
}
