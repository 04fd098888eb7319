'use client'
import { clsx } from 'clsx'
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { Link } from '#components/ui/link'
import { usePathname } from 'next/navigation'
import { Badge, toneSolid } from '#components/ui/badge'
import { numberText } from '#queries/ui/number-text'
import { useNavigationCounts } from '#queries/shell/use-navigation-counts'
import { useKeys } from '#components/ui/key-provider'
import { setAppearance, useAppearance } from './appearance'
import { currentItem, type NavigationItem, navigation } from './navigation'

const groups = ['top', 'Fleet', 'Change', 'Configure', 'Observe', 'Settings'] as const

export function SideNav() {
  const collapsed = useAppearance('nav', 'open') === 'collapsed'
  const toggle = () => setAppearance('nav', collapsed ? 'open' : 'collapsed', 'open')
  useKeys([
    { key: 'Mod+b', label: collapsed ? 'Widen the navigation' : 'Narrow the navigation', group: 'Everywhere', run: toggle },
  ])
  const Fold = collapsed ? PanelLeftOpen : PanelLeftClose
  return (
    <nav
      aria-label="Main"
      tabIndex={-1}
      data-region="navigation"
      className="group/nav hidden w-56 flex-col border-r border-line bg-canvas outline-none in-data-[nav=collapsed]:w-14 md:flex"
    >
      <div className="min-h-0 flex-1 overflow-y-auto px-2 py-3">
        <NavigationList />
      </div>
      <button
        type="button"
        onClick={toggle}
        className="mx-2 mb-2 flex h-8 items-center gap-2.5 rounded-control px-2.5 text-body text-text-3 hover:bg-raised hover:text-text"
      >
        <Fold aria-hidden size={20} strokeWidth={1.5} className="shrink-0" />
        <span className="truncate in-data-[nav=collapsed]:sr-only">{collapsed ? 'Widen' : 'Narrow'}</span>
      </button>
    </nav>
  )
}

export function NavigationList({ onGo, wide }: { onGo?: (() => void) | undefined; wide?: boolean | undefined }) {
  const current = currentItem(usePathname())
  const counts = useNavigationCounts()
  return groups.map((group) => (
    <div key={group} className="mb-3">
      {group === 'top' ? null : (
        <p className={clsx('px-2.5 pt-1 pb-1 text-meta font-medium text-text-3', !wide && 'in-data-[nav=collapsed]:invisible')}>
          {group}
        </p>
      )}
      <ul className="flex flex-col gap-px">
        {navigation
          .filter((item) => item.group === group)
          .map((item) => (
            <li key={item.href}>
              <NavigationLink
                item={item}
                count={item.badge && counts?.[item.badge.count]}
                current={item === current}
                onGo={onGo}
                wide={wide}
              />
            </li>
          ))}
      </ul>
    </div>
  ))
}

interface NavigationLinkProps {
  item: NavigationItem
  count: number | undefined
  current: boolean
  onGo: (() => void) | undefined
  wide: boolean | undefined
}

function NavigationLink({ item, count = 0, current, onGo, wide }: NavigationLinkProps) {
  const Icon = item.icon
  const badge = count > 0 ? item.badge : undefined
  const said = badge ? `${numberText(count)} ${badge.word}` : undefined
  return (
    <Link
      href={item.href}
      title={wide ? undefined : [item.label, said].filter(Boolean).join(', ')}
      onClick={() => onGo?.()}
      aria-current={current ? 'page' : undefined}
      className={clsx(
        'relative flex h-8 items-center gap-2.5 rounded-control px-2.5 text-body',
        current ? 'bg-selected font-medium text-accent' : 'text-text-2 hover:bg-raised hover:text-text',
      )}
    >
      <Icon aria-hidden size={20} strokeWidth={1.5} className="shrink-0" />
      <span className={clsx('truncate', !wide && 'in-data-[nav=collapsed]:sr-only')}>{item.label}</span>
      {badge ? (
        <>
          <span className={clsx('ml-auto flex', !wide && 'in-data-[nav=collapsed]:sr-only')}>
            <span className="sr-only">, {said}</span>
            <span aria-hidden className="flex">
              <Badge tone={badge.tone}>
                {numberText(count)} {badge.short}
              </Badge>
            </span>
          </span>
          <span
            aria-hidden
            className={clsx(
              'absolute top-1 right-1 size-2 rounded-full',
              toneSolid[badge.tone],
              wide ? 'hidden' : 'not-in-data-[nav=collapsed]:hidden',
            )}
          />
        </>
      ) : null}
    </Link>
  )
}
