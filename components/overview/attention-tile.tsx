'use client'
import { clsx } from 'clsx'
import { CircleCheck, CircleX, Unplug } from 'lucide-react'
import Link from 'next/link'
import { useRef } from 'react'
import { toneText } from '#components/ui/badge'
import { Button } from '#components/ui/button'
import { useKeys } from '#components/ui/key-provider'
import { RelativeTime } from '#components/ui/relative-time'
import type { AttentionItem } from './attention'
import { Tile } from './tile'
import { useAttention } from './use-attention'

const icons = { command: CircleX, lost: Unplug }

/** Problems, worst first, each with the page that shows it. j and k walk through them. */
export function AttentionTile() {
  const { items, loading, error, retry, isOutOfOrder, reorder } = useAttention()
  const list = useRef<HTMLUListElement>(null)
  const move = (step: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    links[at === -1 ? 0 : Math.max(0, Math.min(links.length - 1, at + step))]?.focus()
  }
  useKeys([
    { key: 'j', label: 'Next problem', group: 'Overview', run: () => move(1) },
    { key: 'k', label: 'Previous problem', group: 'Overview', run: () => move(-1) },
  ])
  return (
    <Tile
      title="Needs attention"
      loading={loading}
      error={error}
      onRetry={retry}
      aside={
        isOutOfOrder ? (
          <Button variant="ghost" onClick={reorder}>
            Refresh order
          </Button>
        ) : null
      }
    >
      {items.length === 0 ? (
        <p className="flex items-center gap-2 text-body text-text-2">
          <CircleCheck aria-hidden size={16} strokeWidth={1.75} className="text-ok" />
          Nothing failed in the last 24 hours, and no node is lost.
        </p>
      ) : (
        <ul ref={list} className="-my-1 flex flex-col">
          {items.map((item) => (
            <AttentionLine key={item.key} item={item} />
          ))}
        </ul>
      )}
    </Tile>
  )
}

function AttentionLine({ item }: { item: AttentionItem }) {
  const Icon = icons[item.kind]
  return (
    <li className="border-b border-line last:border-0">
      <Link href={item.href} className="group flex items-start gap-2 rounded-control py-2">
        <Icon aria-hidden size={16} strokeWidth={1.75} className={clsx('mt-0.5 shrink-0', toneText[item.tone])} />
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 font-medium break-words group-hover:underline">{item.title}</span>
          <span className="block truncate text-meta text-text-3">{item.detail}</span>
        </span>
        {item.at === undefined ? null : (
          <span className="shrink-0 text-text-3">
            <RelativeTime at={item.at} />
          </span>
        )}
        <span className="shrink-0 text-right text-accent sm:w-24">{item.action}</span>
      </Link>
    </li>
  )
}
