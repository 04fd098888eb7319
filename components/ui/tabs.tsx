'use client'
import { clsx } from 'clsx'
import { Link } from './link'
import { useRouter } from 'next/navigation'
import { useKeys } from './key-provider'
import { numberText } from './number-text'

export interface Tab {
  id: string
  label: string
  href: string
  count?: number | undefined
}

export interface TabsProps {
  label: string
  tabs: readonly Tab[]
  current: string
}

/** Tabs are links, so that each has a URL. `[` and `]` move between them. */
export function Tabs({ label, tabs, current }: TabsProps) {
  const router = useRouter()
  const go = (step: number) => {
    const next = tabs[tabs.findIndex((tab) => tab.id === current) + step]
    if (next) router.push(next.href, { scroll: false })
  }
  useKeys([
    { key: '[', label: 'Previous tab', run: () => go(-1) },
    { key: ']', label: 'Next tab', run: () => go(1) },
  ])
  return (
    <nav aria-label={label} className="-mb-px flex gap-4 overflow-x-auto">
      {tabs.map((tab) => (
        <Link
          key={tab.id}
          href={tab.href}
          scroll={false}
          aria-current={tab.id === current ? 'page' : undefined}
          className={clsx(
            'flex h-9 items-center gap-1.5 border-b-2 text-body whitespace-nowrap',
            tab.id === current ? 'border-accent font-medium text-text' : 'border-transparent text-text-2 hover:text-text',
          )}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="tabular text-meta text-text-3">{numberText(tab.count)}</span>}
        </Link>
      ))}
    </nav>
  )
}

export interface SegmentedProps {
  label: string
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string; count?: number | undefined }[]
}

/** A small choice inside a panel (stdout, stderr, steps): buttons that show which one is pressed. */
export function Segmented({ label, value, onChange, options }: SegmentedProps) {
  return (
    <fieldset className="inline-flex shrink-0 rounded-control border border-line bg-raised p-px">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={clsx(
            'h-6.5 rounded-[3px] px-2 text-meta font-medium whitespace-nowrap transition-colors duration-120',
            option.value === value ? 'bg-surface text-text shadow-[0_0_0_1px_var(--line)]' : 'text-text-2 hover:text-text',
          )}
        >
          {option.label}
          {option.count === undefined ? null : <span className="tabular ml-1 text-text-3">{numberText(option.count)}</span>}
        </button>
      ))}
    </fieldset>
  )
}
