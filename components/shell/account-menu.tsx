'use client'
import { CircleUserRound, Keyboard, KeyRound, LogOut, ShieldCheck } from 'lucide-react'
import { signOut } from '#lib/api/browser-sign-in'
import { iconButtonClass } from '#components/ui/icon-button'
import { Menu, type MenuItem } from '#components/ui/menu'
import { setAppearance, useAppearance } from './appearance'
import { openHelp } from './overlays'
import { useSession } from './session'
import { useToast } from './toasts'

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const
const themes = [
  ['system', 'Theme of the system'],
  ['light', 'Light theme'],
  ['dark', 'Dark theme'],
] as const

export function AccountMenu() {
  const session = useSession()
  const toast = useToast()
  const theme = useAppearance('theme', 'system')
  const density = useAppearance('density', 'compact')
  const zone = useAppearance('zone', 'local')
  const leave = () =>
    signOut().then(
      () => location.assign('/sign-in'),
      (thrown: unknown) =>
        toast({ tone: 'bad', title: 'Could not sign out', text: thrown instanceof Error ? thrown.message : undefined }),
    )
  const items: MenuItem[] = [
    ...themes.map(([value, label], at) => ({
      id: value,
      label,
      checked: theme === value,
      separated: at === 0,
      run: () => setAppearance('theme', value, 'system'),
    })),
    {
      id: 'density',
      label: 'Comfortable rows',
      separated: true,
      checked: density === 'comfortable',
      run: () => setAppearance('density', density === 'comfortable' ? 'compact' : 'comfortable', 'compact'),
    },
    {
      id: 'zone',
      label: 'Times in UTC',
      checked: zone === 'utc',
      run: () => setAppearance('zone', zone === 'utc' ? 'local' : 'utc', 'local'),
    },
    { id: 'keys', label: 'Keyboard shortcuts', icon: <Keyboard {...icon} />, keyHint: '?', separated: true, run: openHelp },
    { id: 'security', label: 'Security', icon: <ShieldCheck {...icon} />, href: '/account/security' },
    { id: 'access-keys', label: 'Access keys', icon: <KeyRound {...icon} />, href: '/account/keys' },
    { id: 'sign-out', label: 'Sign out', icon: <LogOut {...icon} />, separated: true, run: () => void leave() },
  ]
  const header = session ? (
    <div className="px-2 py-1.5">
      <p className="truncate text-body font-medium">{session.user.name}</p>
      <p className="truncate text-meta text-text-3">{session.user.email}</p>
      <p className="mt-1 text-meta text-text-3">
        {session.user.role}, region {session.region}, account <span className="font-mono">{session.accountId}</span>
      </p>
      <p className="text-meta text-text-3">Quarterdeck {session.version}</p>
    </div>
  ) : null
  const trigger = (
    <button type="button" aria-label={session ? `Account of ${session.user.name}` : 'Account'} className={iconButtonClass('lg')}>
      <CircleUserRound {...icon} size={20} />
    </button>
  )
  return <Menu label="Account" items={items} header={header} trigger={trigger} />
}
