import type { LucideIcon } from 'lucide-react'
import { CirclePlus, Code, Contrast, FilePlus, FileUp, KeyRound, KeySquare, Play, Rows3, ShieldCheck } from 'lucide-react'
import { setAppearance } from '../appearance'
import { navigation } from '../navigation'
import { score } from './match'

export interface PaletteEntry {
  id: string
  group: 'Go to' | 'Actions' | 'Nodes' | 'Documents' | 'Parameters' | 'Commands'
  label: string
  hint?: string | undefined
  icon: LucideIcon
  keyHint?: string | undefined
  words?: string | undefined
  href?: string
  run?: () => void
}

export function pageEntries(): PaletteEntry[] {
  return navigation.map((item) => ({
    id: `page ${item.href}`,
    group: 'Go to',
    label: item.label,
    icon: item.icon,
    keyHint: item.go ? `g ${item.go}` : undefined,
    words: item.words,
    href: item.href,
  }))
}

const pageActions: readonly PaletteEntry[] = [
  {
    id: 'run',
    group: 'Actions',
    label: 'Run a command',
    icon: Play,
    words: 'send shell script ssh execute',
    href: '/commands/new',
  },
  {
    id: 'add',
    group: 'Actions',
    label: 'Add a node',
    icon: CirclePlus,
    words: 'register install agent activation',
    href: '/nodes/add',
  },
  {
    id: 'document',
    group: 'Actions',
    label: 'Create a document',
    icon: FilePlus,
    words: 'write runbook script new yaml json',
    href: '/documents/new',
  },
  {
    id: 'import',
    group: 'Actions',
    label: 'Import documents',
    icon: FileUp,
    words: 'upload files yaml json',
    href: '/documents/import',
  },
  {
    id: 'parameter',
    group: 'Actions',
    label: 'Create a parameter',
    icon: KeyRound,
    words: 'parameter store secret value new',
    href: '/parameters/new',
  },
  {
    id: 'key',
    group: 'Actions',
    label: 'Create an access key',
    icon: KeySquare,
    words: 'credentials cli',
    href: '/account/keys',
  },
  {
    id: 'security',
    group: 'Actions',
    label: 'Change password, two-factor sign-in',
    icon: ShieldCheck,
    words: 'security totp authenticator account',
    href: '/account/security',
  },
]

export function actionEntries(openApiDrawer: () => void): PaletteEntry[] {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  const now = document.documentElement.dataset.theme ?? (dark ? 'dark' : 'light')
  const other = now === 'dark' ? 'light' : 'dark'
  const roomy = document.documentElement.dataset.density === 'comfortable'
  return [
    ...pageActions,
    {
      id: 'theme',
      group: 'Actions',
      label: `Switch to the ${other} theme`,
      icon: Contrast,
      words: 'appearance colours',
      run: () => setAppearance('theme', other, 'system'),
    },
    {
      id: 'density',
      group: 'Actions',
      label: roomy ? 'Compact rows' : 'Comfortable rows',
      icon: Rows3,
      words: 'density',
      run: () => setAppearance('density', roomy ? 'compact' : 'comfortable', 'compact'),
    },
    {
      id: 'calls',
      group: 'Actions',
      label: 'Show API calls',
      icon: Code,
      keyHint: '\\',
      words: 'drawer requests',
      run: openApiDrawer,
    },
  ]
}

export function rank(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  return entries
    .flatMap((entry) => {
      const best = Math.max(score(typed, entry.label) ?? -1, (score(typed, entry.words ?? '') ?? -1) - 10)
      return best < 0 ? [] : [{ entry, best }]
    })
    .sort((a, b) => b.best - a.best)
    .map(({ entry }) => entry)
}
