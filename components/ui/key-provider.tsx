'use client'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { type KeyBinding, KeyRegistry } from './keys'
import { usePreference } from './use-preference'

const KeyContext = createContext<KeyRegistry | undefined>(undefined)

export function KeyProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new KeyRegistry())
  const [singleKeys] = usePreference('qd-single-keys', 'on')
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const found = registry.match(
        event,
        { typing: isTyping(event.target) || isInOverlay(event.target), singleKeys: singleKeys === 'on' },
        event.timeStamp,
      )
      if (!found) return
      event.preventDefault()
      if (found !== 'chord') found.run(event)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [registry, singleKeys])
  return <KeyContext value={registry}>{children}</KeyContext>
}

/** Registers keys while the component is mounted. The part mounted last wins, so a page may override the frame. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const registry = useContext(KeyContext)
  const latest = useRef(bindings)
  useEffect(() => {
    latest.current = bindings
  })
  useEffect(() => registry?.register(() => latest.current), [registry])
}

/** Everything that works right now, for the help overlay. */
export function useActiveKeys(): () => readonly KeyBinding[] {
  const registry = useContext(KeyContext)
  return () => registry?.active() ?? []
}

/** A single key must not act on the page behind what is open over it. */
function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog, [role="dialog"], [role="menu"]') !== null
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  // The text editor takes its keys in an element that is neither.
  if (target.getAttribute('role') === 'textbox') return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
}
