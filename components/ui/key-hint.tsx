'use client'
import { clsx } from 'clsx'
import { useSyncExternalStore } from 'react'

export interface KeyHintProps {
  /** As in the registry: `g n`, `Mod+Enter`, `?`. */
  keys: string
  /** Drawn on a filled button. */
  onFill?: boolean | undefined
}

const signs: Record<string, string> = { Enter: '↵', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓' }

export function KeyHint({ keys, onFill }: KeyHintProps) {
  const mac = useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  )
  return (
    <span className="inline-flex items-center gap-0.5" aria-hidden>
      {keys.split(/[ ]|\+(?=.)/).map((part, at) => (
        <kbd
          key={`${at}${part}`}
          className={clsx(
            'min-w-4 rounded-[3px] border px-1 text-center font-sans text-badge leading-[1.1rem] font-normal',
            onFill ? 'border-on-fill/40 text-on-fill' : 'border-line bg-surface text-text-3',
          )}
        >
          {part === 'Mod' ? (mac ? '⌘' : 'Ctrl') : (signs[part] ?? (part.length === 1 ? part.toUpperCase() : part))}
        </kbd>
      ))}
    </span>
  )
}

function never(): () => void {
  return () => {}
}
