import { RelativeTime } from '#components/ui/relative-time'
import { StatusBadge } from '#components/ui/status-badge'
import type { Column } from '#queries/ui/table/column'
import { duration, exactTime } from '#queries/ui/time-text'
import { Elapsed } from './elapsed'
import { LastLine } from './last-line'
import { plain } from './plain-text'
import type { RunInvocation } from './run-queries'
import { tellingLine, tellingStep } from './run-text'

export const nodeColumns: readonly Column<RunInvocation>[] = [
  {
    id: 'node',
    header: 'Node',
    width: 104,
    minWidth: 84,
    cell: (row) => <span className="font-medium">{row.InstanceName || row.InstanceId}</span>,
    text: (row) => row.InstanceName || (row.InstanceId ?? ''),
  },
  {
    id: 'status',
    header: 'Status',
    width: 112,
    minWidth: 112,
    cell: (row) => <StatusBadge kind="invocation" value={row.Status} detail={row.StatusDetails} />,
    text: (row) => row.StatusDetails ?? '',
  },
  {
    id: 'exit',
    header: 'Exit',
    width: 44,
    priority: 1,
    align: 'end',
    cell: (row) => tellingStep(row.CommandPlugins)?.exitCode ?? '-',
    text: (row) => String(tellingStep(row.CommandPlugins)?.exitCode ?? ''),
  },
  {
    id: 'duration',
    header: 'Took',
    width: 62,
    minWidth: 60,
    priority: 2,
    align: 'end',
    cell: (row) => (row.progress ? <Elapsed since={row.progress.since} until={undefined} /> : durationOf(row)),
    text: (row) => durationOf(row),
  },
  {
    id: 'line',
    header: 'Error or last line',
    width: 120,
    minWidth: 80,
    grow: true,
    mono: true,
    cell: (row) => (row.progress ? <LastLine nodeId={row.InstanceId ?? ''} line={plain(row.progress.line)} /> : lineOf(row)),
    text: lineOf,
  },
  {
    id: 'step',
    header: 'Step',
    width: 160,
    hidden: true,
    cell: (row) => tellingStep(row.CommandPlugins)?.name ?? '-',
    text: (row) => tellingStep(row.CommandPlugins)?.name ?? '',
  },
  {
    id: 'started',
    header: 'Started',
    width: 110,
    hidden: true,
    cell: (row) => <RelativeTime at={tellingStep(row.CommandPlugins)?.startedAt} />,
    text: (row) => startText(row),
  },
  {
    id: 'id',
    header: 'Node id',
    width: 190,
    hidden: true,
    mono: true,
    cell: (row) => row.InstanceId,
    text: (row) => row.InstanceId ?? '',
  },
]

function lineOf(row: RunInvocation): string {
  if (row.progress) return plain(row.progress.line)
  return tellingLine(tellingStep(row.CommandPlugins)?.output, row.Status === 'Failed' || row.Status === 'TimedOut')
}

function durationOf(row: RunInvocation): string {
  const seconds = tellingStep(row.CommandPlugins)?.seconds
  return seconds === undefined ? '-' : duration(seconds)
}

function startText(row: RunInvocation): string {
  const at = tellingStep(row.CommandPlugins)?.startedAt
  return at === undefined ? '' : exactTime(at)
}
