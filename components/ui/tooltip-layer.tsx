'use client'
import { type CSSProperties, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { KeyHint } from './key-hint'

interface Shown {
  text: string
  keys: string | undefined
  below: boolean
  rect: DOMRect
}

const delayMs = 400
const gap = 6
const margin = 8

/** Shows the `data-tip` of what is hovered or focused. Escape puts it away; it stays while the pointer is on it. */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown>()
  const bubble = useRef<HTMLDivElement>(null)
  useEffect(() => listen(setShown, bubble), [])
  const [place, setPlace] = useState<CSSProperties>({})
  useLayoutEffect(() => {
    if (shown && bubble.current) setPlace(placeOf(shown, bubble.current.getBoundingClientRect()))
  }, [shown])
  if (!shown) return null
  return (
    <div
      ref={bubble}
      role="tooltip"
      style={place}
      className="fixed z-[60] flex max-w-80 items-center gap-2 rounded-control border border-line bg-raised px-2 py-1 text-meta text-text shadow-overlay"
    >
      <span className="min-w-0 break-words">{shown.text}</span>
      {shown.keys ? <KeyHint keys={shown.keys} /> : null}
    </div>
  )
}

function listen(show: (shown: Shown | undefined) => void, bubble: { current: HTMLElement | null }): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let owner: HTMLElement | undefined
  const hide = () => {
    clearTimeout(timer)
    owner = undefined
    show(undefined)
  }
  const enter = (event: Event, wait: number) => {
    const target = event.target instanceof Element ? event.target : undefined
    if (target && bubble.current?.contains(target)) return
    const found = target?.closest<HTMLElement>('[data-tip]') ?? undefined
    if (found === owner) return
    hide()
    owner = found
    if (!found) return
    timer = setTimeout(() => found.isConnected && show(describe(found)), wait)
  }
  const over = (event: Event) => enter(event, delayMs)
  const focus = (event: Event) => {
    if (event.target instanceof Element && event.target.matches(':focus-visible')) enter(event, 0)
  }
  const key = (event: KeyboardEvent) => event.key === 'Escape' && hide()
  const leaving = new AbortController()
  const { signal } = leaving
  document.addEventListener('pointerover', over, { signal, passive: true })
  document.addEventListener('focusin', focus, { signal })
  document.addEventListener('focusout', hide, { signal })
  document.addEventListener('pointerdown', hide, { signal, passive: true })
  document.addEventListener('scroll', hide, { signal, passive: true, capture: true })
  document.addEventListener('keydown', key, { signal })
  return () => {
    clearTimeout(timer)
    leaving.abort()
  }
}

function describe(owner: HTMLElement): Shown {
  const { tip = '', tipKeys, tipSide } = owner.dataset
  return { text: tip, keys: tipKeys, below: tipSide === 'bottom', rect: owner.getBoundingClientRect() }
}

function placeOf({ rect, below }: Shown, size: DOMRect): CSSProperties {
  const left = Math.max(margin, Math.min(innerWidth - size.width - margin, rect.left + rect.width / 2 - size.width / 2))
  const above = rect.top - size.height - gap
  const top = below || above < margin ? rect.bottom + gap : above
  return { left, top }
}
