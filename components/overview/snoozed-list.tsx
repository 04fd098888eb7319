'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '#components/ui/link'
import { quarterdeck } from '#lib/api/browser'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { RelativeTime } from '#components/ui/relative-time'
import { toFailure } from '#queries/ui/failure'
import { useMayChange } from '#queries/shell/session'
import type { SnoozedItem } from './attention'
import { numberText } from '#queries/ui/number-text'

/** What is put off stays within reach: by whom, why, until when. */
export function SnoozedList({ items }: { items: readonly SnoozedItem[] }) {
  if (items.length === 0) return null
  return (
    <details className="border-t border-line pt-2">
      <summary className="w-fit cursor-default rounded-control text-body text-text-2 hover:text-text">
        {numberText(items.length)} snoozed
      </summary>
      <ul aria-label="Snoozed" className="flex flex-col">
        {items.map((item) => (
          <SnoozedLine key={item.key} item={item} />
        ))}
      </ul>
    </details>
  )
}

function SnoozedLine({ item: { key, title, href, snooze } }: { item: SnoozedItem }) {
  const queries = useQueryClient()
  const toast = useToast()
  const blocked = useMayChange()
  const wake = useMutation({
    mutationFn: () => quarterdeck('DeleteSnooze', { Problem: key }),
    onError: (thrown) => toast({ tone: 'bad', title: 'It is still snoozed', text: toFailure(thrown).message }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['console', 'ListSnoozes'] }),
  })
  return (
    <li className="flex items-center gap-2 py-1.5">
      <span className="min-w-0 flex-1">
        <Link href={href} className="line-clamp-2 rounded-control break-words hover:underline">
          {title}
        </Link>
        <span className="block text-meta break-words text-text-3">
          {snooze.Reason} · {snooze.By} · ends <RelativeTime at={snooze.Until} />
        </span>
      </span>
      <Button busy={wake.isPending} disabledReason={blocked} onClick={() => wake.mutate()}>
        End snooze
      </Button>
    </li>
  )
}
