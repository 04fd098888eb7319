import { Star } from 'lucide-react'
import { Badge } from '#components/ui/badge'
import { RelativeTime } from '#components/ui/relative-time'
import { RowLink } from '#components/ui/row-link'
import { StatusBadge } from '#components/ui/status-badge'
import { documentHref, editHref, shortName } from '../document-words'
import type { DocumentOutcome } from '../own-operations'
import type { RowMarks } from './document-columns'

/** Whether it is a favourite, and whether one is writing it, said beside the name. */
export function NameCell({ name, marks }: { name: string; marks: RowMarks }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <RowLink href={documentHref(name)} className="truncate">
        {shortName(name)}
      </RowLink>
      {marks.favourites.has(name) ? (
        <span title="One of your favourites" className="shrink-0 text-text-3">
          <Star aria-hidden size={14} strokeWidth={1.75} className="fill-current" />
          <span className="sr-only">favourite</span>
        </span>
      ) : null}
      {marks.drafts.has(name) ? (
        <RowLink href={editHref(name)} title="You have a draft of it" className="shrink-0">
          <Badge tone="wait">draft</Badge>
        </RowLink>
      ) : null}
    </span>
  )
}

/** When, with the status where it is not plain success; a link to the run. */
export function LastRunCell({ outcome }: { outcome: DocumentOutcome | null | undefined }) {
  if (outcome === undefined) return null
  if (outcome === null) return <span className="text-text-3">-</span>
  const { CommandId, RequestedDateTime, RequestedBy, Status, StatusDetails } = outcome
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={`Run by ${RequestedBy}`}>
      {Status === 'Success' ? null : <StatusBadge quiet kind="command" value={Status} detail={StatusDetails} />}
      <RowLink href={`/commands/${CommandId}`} className="shrink-0 font-normal">
        <RelativeTime at={RequestedDateTime} />
      </RowLink>
    </span>
  )
}
