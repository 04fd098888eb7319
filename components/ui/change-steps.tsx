'use client'
import { clsx } from 'clsx'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from './icon-button'
import { useKeys } from './key-provider'
import { numberText } from './number-text'

export interface ChangeSteps {
  count: number
  /** The change that is looked at. */
  at: number | undefined
  go(step: 1 | -1): void
}

/** Walks through the changes of a difference, round and round, by `n` and `p` too. `show` brings one into view. */
export function useChangeSteps(count: number, show: (index: number) => void): ChangeSteps {
  const [at, setAt] = useState<number>()
  const go = (step: 1 | -1) => {
    if (count === 0) return
    const next = at === undefined ? (step === 1 ? 0 : count - 1) : (at + step + count) % count
    setAt(next)
    show(next)
  }
  useKeys([
    { key: 'n', label: 'Next change', group: 'Difference', run: () => go(1) },
    { key: 'p', label: 'Previous change', group: 'Difference', run: () => go(-1) },
  ])
  return { count, at: at === undefined || at >= count ? undefined : at, go }
}

export function ChangeStepper({ count, at, go, className }: ChangeSteps & { className?: string | undefined }) {
  return (
    <span className={clsx('flex items-center', className)} aria-live="polite">
      <span className="tabular mr-1 text-meta text-text-2">
        {at === undefined ? '' : `${at + 1} of `}
        {count === 1 ? '1 change' : `${numberText(count)} changes`}
      </span>
      <IconButton
        label="Previous change"
        keyHint="p"
        size="sm"
        icon={<ChevronUp aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => go(-1)}
      />
      <IconButton
        label="Next change"
        keyHint="n"
        size="sm"
        icon={<ChevronDown aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => go(1)}
      />
    </span>
  )
}
