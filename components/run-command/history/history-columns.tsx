import { toneSolid } from '#components/ui/badge'
import { RelativeTime } from '#components/ui/relative-time'
import { RowLink } from '#components/ui/row-link'
import { StatusBadge } from '#components/ui/status-badge'
import type { Column } from '#queries/ui/table/column'
import { targetWords } from '#queries/ui/targets'
import type { Filter } from '#queries/ui/filter-grammar'
import { duration } from '#queries/ui/time-text'
import { commandTexts, whatRan } from '#lib/capabilities/run-command/model/command-text'
import { sourceText } from '#lib/capabilities/run-command/model/source'
import { Elapsed } from '../run/elapsed'
import { statusOptions } from './history-filters'
import type { HistoryCommand } from './history-queries'
import { progressParts, progressText } from './progress-parts'

export const historyColumns: readonly Column<HistoryCommand>[] = [
  {
    id: 'what',
    header: 'What',
    width: 220,
    minWidth: 150,
    grow: true,
    cell: (command) => <RowLink href={`/commands/${command.CommandId}`}>{whatRan(command)}</RowLink>,
    text: commandTexts.what,
  },
  {
    id: 'status',
    header: 'Status',
    width: 112,
    minWidth: 112,
    cell: (command) => <StatusBadge kind="command" value={command.Status} detail={command.StatusDetails} />,
    text: commandTexts.status,
    filters: statusFilters,
    filtersOut: false,
  },
  {
    id: 'progress',
    header: 'Progress',
    width: 240,
    minWidth: 200,
    cell: (command) => <Progress command={command} />,
    text: commandTexts.progress,
  },
  {
    id: 'targets',
    header: 'Targets',
    width: 140,
    minWidth: 88,
    priority: 2,
    cell: (command) => targetWords(command.Targets ?? [], command.InstanceIds),
    text: commandTexts.targets,
  },
  {
    id: 'by',
    header: 'By',
    width: 150,
    priority: 3,
    cell: (command) => command.RequestedBy ?? '-',
    text: commandTexts.by,
  },
  {
    id: 'source',
    header: 'Source',
    width: 112,
    priority: 5,
    cell: (command) => sourceText(command.Source ?? 'user'),
    text: commandTexts.source,
  },
  {
    id: 'requested',
    header: 'Requested',
    width: 96,
    minWidth: 90,
    priority: 1,
    cell: (command) => <RelativeTime at={command.RequestedDateTime} />,
    text: commandTexts.requested,
  },
  {
    id: 'took',
    header: 'Took',
    width: 76,
    minWidth: 70,
    priority: 2,
    align: 'end',
    cell: (command) => tookText(command) || <Elapsed since={command.RequestedDateTime} until={undefined} />,
    text: commandTexts.took,
  },
  {
    id: 'document',
    header: 'Document',
    width: 170,
    priority: 4,
    cell: (command) => command.DocumentName,
    text: commandTexts.document,
    filters: ({ DocumentName }) => (DocumentName ? [is('document', DocumentName)] : []),
    filtersOut: false,
  },
  {
    id: 'id',
    header: 'Command id',
    width: 290,
    hidden: true,
    mono: true,
    cell: (command) => command.CommandId,
    text: commandTexts.id,
  },
  {
    id: 'rate',
    header: 'Rate',
    width: 110,
    hidden: true,
    cell: (command) => `${command.MaxConcurrency} / ${command.MaxErrors}`,
    text: commandTexts.rate,
  },
]

function is(field: string, value: string): Filter {
  return { field, op: 'is', values: [value] }
}

/** ListCommands filters by some of the details ("Incomplete"), and by the status for the rest. */
function statusFilters({ Status, StatusDetails }: HistoryCommand): readonly Filter[] {
  const words = [StatusDetails?.replaceAll(' ', ''), Status]
  const known = words.flatMap((word) => statusOptions.filter(({ value }) => value === word))[0]
  return known ? [is('status', known.value)] : []
}

function tookText({ RequestedDateTime: from, EndedDateTime: to }: HistoryCommand): string {
  return from === undefined || to === undefined ? '' : duration(Math.max(0, to - from))
}

function Progress({ command }: { command: HistoryCommand }) {
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="flex h-1.5 w-12 shrink-0 gap-px overflow-hidden rounded-full bg-raised">
        {progressParts(command).map((part) => (
          <span key={part.tone} style={{ width: `${part.share * 100}%` }} className={toneSolid[part.tone]} />
        ))}
      </span>
      <span className="tabular truncate">{progressText(command)}</span>
    </span>
  )
}
