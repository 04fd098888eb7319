'use client'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useEffect, useLayoutEffect, useState } from 'react'
import { useKeys } from '#components/ui/key-provider'
import { useApiDrawer } from './api-drawer-state'
import { navigation } from './navigation'
import { helpEvent, paletteEvent } from './overlays'

const Palette = lazy(() => import('./palette/palette').then((module) => ({ default: module.Palette })))
const ApiDrawer = lazy(() => import('./api-drawer').then((module) => ({ default: module.ApiDrawer })))
const KeyHelp = lazy(() => import('./key-help').then((module) => ({ default: module.KeyHelp })))

/** The keys that work on every page, and the overlays they open. */
export function FrameKeys() {
  const router = useRouter()
  const drawer = useApiDrawer()
  const [open, setOpen] = useState<'palette' | 'help'>()
  const [ahead, setAhead] = useState('')
  useEffect(() => {
    const palette = () => setOpen('palette')
    const help = () => setOpen('help')
    window.addEventListener(paletteEvent, palette)
    window.addEventListener(helpEvent, help)
    return () => {
      window.removeEventListener(paletteEvent, palette)
      window.removeEventListener(helpEvent, help)
    }
  }, [])
  useKeys([
    { key: 'Mod+k', label: 'Search and actions', group: 'Everywhere', run: () => setOpen('palette') },
    { key: '?', label: 'Keys that work here', group: 'Everywhere', run: () => setOpen('help') },
    { key: '\\', label: 'API calls of this page', group: 'Everywhere', run: drawer.toggle },
    { key: 'F6', label: 'Next region', group: 'Everywhere', run: () => focusRegion(1) },
    { key: 'Shift+F6', label: 'Previous region', group: 'Everywhere', run: () => focusRegion(-1) },
    ...navigation.flatMap((item) =>
      item.go ? [{ key: `g ${item.go}`, label: item.label, group: 'Go to', run: () => router.push(item.href) }] : [],
    ),
  ])
  const close = () => {
    setOpen(undefined)
    setAhead('')
  }
  return (
    <>
      <Suspense fallback={<TypedAhead onType={(letter) => setAhead((before) => before + letter)} onClose={close} />}>
        {open === 'palette' ? <Palette typedAhead={ahead} onClose={close} /> : null}
      </Suspense>
      <Suspense>
        {open === 'help' ? <KeyHelp onClose={close} /> : null}
        {drawer.open ? <ApiDrawer /> : null}
      </Suspense>
    </>
  )
}

/** Until the palette is loaded its letters are kept for it: they would be lost, or be keys of the page below. */
function TypedAhead({ onType, onClose }: { onType: (letter: string) => void; onClose: () => void }) {
  useLayoutEffect(() => {
    const keep = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'Escape') onClose()
      else if (event.key.length === 1) onType(event.key)
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', keep, true)
    return () => window.removeEventListener('keydown', keep, true)
  }, [onType, onClose])
  return null
}

function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.offsetParent !== null || region.id === 'content',
  )
  const here = regions.findIndex((region) => region.contains(document.activeElement))
  regions[(here + step + regions.length) % regions.length]?.focus()
}
