import {
  Activity,
  CirclePlus,
  FileCode,
  KeyRound,
  KeySquare,
  LockKeyhole,
  type LucideIcon,
  ScrollText,
  Server,
  Terminal,
  Users,
  Webhook,
} from 'lucide-react'

export interface NavigationItem {
  label: string
  href: string
  icon: LucideIcon
  /** The second key after `g`. */
  go?: string
  group: 'top' | 'Fleet' | 'Change' | 'Configure' | 'Observe' | 'Settings'
  /** What runs there, or needs a person: shown beside the name unless it is zero. */
  badge?: { count: 'NodesLost' | 'CommandsRunning'; word: string; short: string; tone: 'warn' | 'run' }
  /** Other words that find it in the palette. */
  words?: string
}

/** One line per screen, in the order of the side nav. */
export const navigation: readonly NavigationItem[] = [
  { label: 'Overview', href: '/', icon: Activity, go: 'o', group: 'top', words: 'home dashboard health' },
  {
    label: 'Nodes',
    href: '/nodes',
    icon: Server,
    go: 'n',
    group: 'Fleet',
    badge: { count: 'NodesLost', word: 'lost', short: 'lost', tone: 'warn' },
    words: 'fleet machines servers instances',
  },
  { label: 'Add nodes', href: '/nodes/add', icon: CirclePlus, group: 'Fleet', words: 'activation register install agent' },
  {
    label: 'Run Command',
    href: '/commands',
    icon: Terminal,
    go: 'r',
    group: 'Change',
    badge: { count: 'CommandsRunning', word: 'running', short: 'run', tone: 'run' },
    words: 'shell script execute ssh',
  },
  {
    label: 'Documents',
    href: '/documents',
    icon: FileCode,
    go: 'd',
    group: 'Configure',
    words: 'library runbooks scripts yaml json ssm content versions',
  },
  {
    label: 'Parameters',
    href: '/parameters',
    icon: KeyRound,
    go: 'k',
    group: 'Configure',
    words: 'parameter store configuration secrets values ssm',
  },
  { label: 'Audit trail', href: '/audit', icon: ScrollText, go: 'u', group: 'Observe', words: 'log history who' },
  { label: 'Access keys', href: '/account/keys', icon: KeySquare, group: 'Settings', words: 'credentials cli profile' },
  {
    label: 'Users',
    href: '/settings/users',
    icon: Users,
    group: 'Settings',
    words: 'people accounts roles owner operator viewer',
  },
  {
    label: 'Keys',
    href: '/settings/keys',
    icon: LockKeyhole,
    group: 'Settings',
    words: 'kms encryption alias rotation secrets seal',
  },
  {
    label: 'API',
    href: '/settings/api',
    icon: Webhook,
    go: ',',
    group: 'Settings',
    words: 'endpoint sdk terraform boto3 settings',
  },
]

/** The item whose page this is: the longest path that contains it. */
export function currentItem(pathname: string): NavigationItem | undefined {
  return navigation
    .filter((item) => pathname === item.href || (item.href !== '/' && pathname.startsWith(`${item.href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0]
}
