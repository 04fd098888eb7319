'use client'
import { clsx } from 'clsx'
import { AlarmClockOff, CircleCheck, CircleX, Unplug } from 'lucide-react'
import dynamic from 'next/dynamic'
import { Link } from '#components/ui/link'
import { useRef, useState } from 'react'
import { toneText } from '#components/ui/badge'
import { Button } from '#components/ui/button'
import { IconButton } from '#components/ui/icon-button'
import { useKeys } from '#components/ui/key-provider'
import { RelativeTime } from '#components/ui/relative-time'
import { useMayChange } from '#queries/shell/session'
import { numberText } from '#queries/ui/number-text'
import type { AttentionItem } from './attention'
import { SnoozedList } from './snoozed-list'
import { Tile } from './tile'
import { useAttention } from './use-attention'

/** The worst; a morning after a bad night has hundreds. */
const shownFirst = 10
const icons = { command: CircleX, lost: Unplug }
const SnoozeDialog = dynamic(() => import('./snooze-dialog').then((module) => module.SnoozeDialog), { ssr: false })

/** Problems, worst first, each with the page that shows it. j and k walk through them, z puts one off. */
export function AttentionTile() {
  const { items, snoozed, answered, error, retry, isOutOfOrder, reorder } = useAttention()
  const blocked = useMayChange()
  const [snoozing, setSnoozing] = useState<AttentionItem>()
  const [isWhole, setIsWhole] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  const links = () => [...(list.current?.querySelectorAll('a') ?? [])]
  const focused = () => links().findIndex((link) => link === document.activeElement)
  const move = (step: 1 | -1) => {
    const all = links()
    const at = focused()
    all[at === -1 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))]?.focus()
  }
  useKeys([
    { key: 'j', label: 'Next problem', group: 'Overview', run: () => move(1) },
    { key: 'k', label: 'Previous problem', group: 'Overview', run: () => move(-1) },
    ...(blocked ? [] : [{ key: 'z', label: 'Snooze the problem', group: 'Overview', run: () => setSnoozing(items[focused()]) }]),
  ])
  return (
    <Tile
      title="Needs attention"
      answered={answered}
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
          <CircleCheck aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-ok" />
          {snoozed.length > 0 ? 'Nothing else needs somebody now.' : 'Nothing failed in the last 24 hours, and no node is lost.'}
        </p>
      ) : (
        <ul ref={list} className="-my-1 flex flex-col">
          {(isWhole ? items : items.slice(0, shownFirst)).map((item) => (
            <AttentionLine key={item.key} item={item} blocked={blocked} onSnooze={() => setSnoozing(item)} />
          ))}
        </ul>
      )}
      {!isWhole && items.length > shownFirst ? (
        <Button variant="ghost" className="self-start" onClick={() => setIsWhole(true)}>
          Show {numberText(items.length - shownFirst)} more
        </Button>
      ) : null}
      <SnoozedList items={snoozed} />
      {snoozing ? <SnoozeDialog item={snoozing} onClose={() => setSnoozing(undefined)} /> : null}
    </Tile>
  )
}

interface AttentionLineProps {
  item: AttentionItem
  blocked: string | undefined
  onSnooze: () => void
}

function AttentionLine({ item, blocked, onSnooze }: AttentionLineProps) {
  const Icon = icons[item.kind]
  return (
    <li className="flex items-start border-b border-line last:border-0">
      <Link href={item.href} className="group flex min-w-0 flex-1 items-start gap-2 rounded-control py-2 max-sm:flex-wrap">
        <Icon aria-hidden size={16} strokeWidth={1.75} className={clsx('mt-0.5 shrink-0', toneText[item.tone])} />
        <span className="min-w-0 flex-1 max-sm:basis-[calc(100%-2rem)]">
          <span className="line-clamp-2 font-medium break-words group-hover:underline">{item.title}</span>
          <span className="block truncate text-meta text-text-3">{item.detail}</span>
        </span>
        {item.at === undefined ? null : (
          <span className="shrink-0 text-text-3 max-sm:ml-6">
            <RelativeTime at={item.at} />
          </span>
        )}
        <span className="shrink-0 text-right text-accent max-sm:ml-auto sm:w-24">{item.action}</span>
      </Link>
      {blocked ? null : (
        <IconButton
          label={`Snooze: ${item.title}`}
          keyHint="z"
          icon={<AlarmClockOff aria-hidden size={16} strokeWidth={1.75} />}
          onClick={onSnooze}
          className="mt-1 ml-2"
        />
      )}
    </li>
  )
}
