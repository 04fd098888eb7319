import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Tone } from './status'

export const toneText: Record<Tone, string> = {
  ok: 'text-ok',
  run: 'text-run',
  wait: 'text-wait',
  warn: 'text-warn',
  bad: 'text-bad',
  off: 'text-off',
}
export const toneSoft: Record<Tone, string> = {
  ok: 'bg-ok-soft',
  run: 'bg-run-soft',
  wait: 'bg-wait-soft',
  warn: 'bg-warn-soft',
  bad: 'bg-bad-soft',
  off: 'bg-off-soft',
}
export const toneSolid: Record<Tone, string> = {
  ok: 'bg-ok-solid',
  run: 'bg-run-solid',
  wait: 'bg-wait-solid',
  warn: 'bg-warn-solid',
  bad: 'bg-bad-solid',
  off: 'bg-off-solid',
}

export interface BadgeProps {
  tone?: Tone | undefined
  mono?: boolean | undefined
  children: ReactNode
}

/** A short fact: a count, a tag, a kind. For status use StatusBadge, which adds the icon. */
export function Badge({ tone = 'off', mono, children }: BadgeProps) {
  return (
    <span
      className={clsx(
        'tabular inline-flex h-5 max-w-full shrink-0 items-center rounded-control px-1.5 text-badge font-medium',
        toneText[tone],
        toneSoft[tone],
        mono && 'font-mono',
      )}
    >
      <span className="truncate">{children}</span>
    </span>
  )
}
