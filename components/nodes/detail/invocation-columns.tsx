import { RelativeTime } from '#components/ui/relative-time'
import { RowLink } from '#components/ui/row-link'
import { StatusBadge } from '#components/ui/status-badge'
import { status } from '#queries/ui/status'
import type { Column } from '#queries/ui/table/column'
import { exitCode, lastLine, type NodeRun, runWords, tookText } from './node-run'

export const invocationColumns: Column<NodeRun>[] = [
  {
    id: 'what',
    header: 'What',
    width: 220,
    grow: true,
    cell: (run) => <RowLink href={`/commands/${run.CommandId}?node=${run.InstanceId}`}>{runWords(run)}</RowLink>,
    text: runWords,
  },
  {
    id: 'status',
    header: 'Status',
    width: 150,
    cell: (run) => <StatusBadge quiet kind="invocation" value={run.Status} detail={run.StatusDetails} />,
    text: (run) => status('invocation', run.Status, run.StatusDetails).label,
  },
  { id: 'exit', header: 'Exit', width: 70, align: 'end', cell: exitCode, text: exitCode },
  { id: 'took', header: 'Duration', width: 100, align: 'end', cell: tookText, text: tookText },
  { id: 'output', header: 'Last line', width: 260, grow: true, mono: true, cell: lastLine, text: lastLine },
  { id: 'document', header: 'Document', width: 190, cell: (run) => run.DocumentName, text: (run) => run.DocumentName ?? '' },
  {
    id: 'requested',
    header: 'Requested',
    width: 120,
    cell: (run) => <RelativeTime at={run.RequestedDateTime} />,
    text: (run) => (run.RequestedDateTime === undefined ? '' : new Date(run.RequestedDateTime * 1000).toISOString()),
  },
]
