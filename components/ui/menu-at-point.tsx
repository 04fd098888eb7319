'use client'
import { Menu as Base } from '@base-ui/react/menu'
import { useMemo } from 'react'
import type { MenuItem } from './menu'
import { MenuItems } from './menu-popup'
import { popupClass } from './popup-class'

export interface MenuAtPointProps {
  at: { x: number; y: number }
  label: string
  items: readonly MenuItem[]
  onClose: () => void
}

/** A menu without a button, for the right button of the mouse and for keys. */
export function MenuAtPoint({ at, label, items, onClose }: MenuAtPointProps) {
  const anchor = useMemo(() => ({ getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) }), [at])
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side="bottom" align="start" sideOffset={2} className="z-50">
          <Base.Popup aria-label={label} className={popupClass}>
            <MenuItems items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
