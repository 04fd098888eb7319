'use client'
import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { KeyHint } from './key-hint'
import type { MenuItem } from './menu'
import { itemClass, popupClass } from './popup-class'

export interface MenuPopupProps {
  label: string
  items: readonly MenuItem[]
  trigger: ReactElement<Record<string, unknown>>
  align: 'start' | 'end'
  header: ReactNode
}

/** Mounts open: it was loaded because somebody pressed the trigger. */
export function MenuPopup({ label, items, trigger, align, header }: MenuPopupProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50">
          <Base.Popup aria-label={label} className={popupClass}>
            {header}
            <MenuItems items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export function MenuItems({ items }: { items: readonly MenuItem[] }) {
  return items.map((item) => (
    <Fragment key={item.id}>
      {item.separated ? <Base.Separator className="my-1 h-px bg-line" /> : null}
      <Item item={item} />
    </Fragment>
  ))
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
          <Base.CheckboxItemIndicator>
            <Check aria-hidden size={14} strokeWidth={2} />
          </Base.CheckboxItemIndicator>
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
