'use client'
import { Menu as Base } from '@base-ui/react/menu'
import { Ellipsis } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { iconButtonClass } from './icon-button'
import { KeyHint } from './key-hint'
import { itemClass, popupClass } from './select'

export interface MenuItem {
  id: string
  label: string
  icon?: ReactNode
  href?: string | undefined
  run?: (() => void) | undefined
  keyHint?: string | undefined
  danger?: boolean | undefined
  /** Stays visible and says why it cannot be used. */
  disabledReason?: string | undefined
  /** A line above this item. */
  separated?: boolean | undefined
  checked?: boolean | undefined
}

export interface MenuProps {
  label: string
  items: readonly MenuItem[]
  /** Default: the three dots. */
  trigger?: ReactElement<Record<string, unknown>> | undefined
  align?: 'start' | 'end' | undefined
  header?: ReactNode
}

export function Menu({ label, items, trigger, align = 'end', header }: MenuProps) {
  return (
    <Base.Root>
      {trigger ? (
        <Base.Trigger render={trigger} />
      ) : (
        <Base.Trigger aria-label={label} className={iconButtonClass('md')}>
          <Ellipsis aria-hidden size={16} strokeWidth={1.75} />
        </Base.Trigger>
      )}
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50">
          <Base.Popup aria-label={label} className={popupClass}>
            {header}
            {items.map((item) => (
              <Fragment key={item.id}>
                {item.separated ? <Base.Separator className="my-1 h-px bg-line" /> : null}
                <Item item={item} />
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Item({ item }: { item: MenuItem }) {
  const router = useRouter()
  const blocked = item.disabledReason !== undefined
  const press = () => {
    if (item.href) router.push(item.href)
    item.run?.()
  }
  const content = (
    <>
      {item.icon ? <span className="text-text-3">{item.icon}</span> : null}
      <span className="flex min-w-0 flex-1 flex-col">
        <span className={item.danger ? 'text-bad' : undefined}>{item.label}</span>
        {blocked ? <span className="text-meta text-text-3">{item.disabledReason}</span> : null}
      </span>
      {item.keyHint ? <KeyHint keys={item.keyHint} /> : null}
    </>
  )
  if (item.checked !== undefined)
    return (
      <Base.CheckboxItem checked={item.checked} disabled={blocked} onCheckedChange={press} className={itemClass}>
        <span className="flex w-4 justify-center text-accent">
          <Base.CheckboxItemIndicator>✓</Base.CheckboxItemIndicator>
        </span>
        {content}
      </Base.CheckboxItem>
    )
  return (
    <Base.Item disabled={blocked} onClick={press} className={itemClass}>
      {content}
    </Base.Item>
  )
}
