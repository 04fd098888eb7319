'use client'
import { Ellipsis } from 'lucide-react'
import { cloneElement, type ReactElement, type ReactNode, useState } from 'react'
import { iconButtonClass } from './icon-button'

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
  /** A function is called only when the menu opens: for rows. */
  items: readonly MenuItem[] | (() => readonly MenuItem[])
  /** A button; default: the three dots. */
  trigger?: ReactElement<Record<string, unknown>> | undefined
  align?: 'start' | 'end' | undefined
  header?: ReactNode
}

type Popup = Awaited<ReturnType<typeof loadPopup>>['MenuPopup']

/** A bare button until it is first pressed. Menus in waiting, one per row, would be most of a table's cost. */
export function Menu({ label, items, trigger, align = 'end', header }: MenuProps) {
  const [Popup, setPopup] = useState<Popup>()
  const button = trigger ?? (
    <button type="button" aria-label={label} className={iconButtonClass('md')}>
      <Ellipsis aria-hidden size={16} strokeWidth={1.75} />
    </button>
  )
  const waiting = cloneElement(button, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: () => void loadPopup(),
    onFocus: () => void loadPopup(),
    onClick: () => void loadPopup().then((module) => setPopup(() => module.MenuPopup)),
  })
  if (!Popup) return waiting
  return (
    <Popup label={label} items={typeof items === 'function' ? items() : items} trigger={button} align={align} header={header} />
  )
}

function loadPopup() {
  return import('./menu-popup')
}
