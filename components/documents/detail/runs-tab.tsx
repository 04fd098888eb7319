'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTopics } from '#components/shell/live/live-provider'
import { ButtonLink } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { EmptyState } from '#components/ui/empty-state'
import { RelativeTime } from '#components/ui/relative-time'
import { RowLink } from '#components/ui/row-link'
import { StatusBadge } from '#components/ui/status-badge'
import type { OutputOf } from '#lib/api/browser'
import { listPages } from '#queries/shell/list-pages'
import type { Column } from '#queries/ui/table/column'
import { targetWords } from '#queries/ui/targets'
import { exactTime } from '#queries/ui/time-text'
import { isTrial } from '#lib/vocabulary/trial-version'
import { runHref } from '../document-words'
import { documentRuns } from '../queries'
import { numberText } from '#queries/ui/number-text'

type Run = NonNullable<OutputOf<'ListCommands'>['Commands']>[number]

const topics = ['commands']

/** Who ran it when, on what, and how it went. */
export function RunsTab({ name, cannotRun }: { name: string; cannotRun: string | undefined }) {
  useTopics(topics)
  const pages = useInfiniteQuery(documentRuns(name))
  const rows = pages.data?.pages.flatMap(({ Commands }) => Commands ?? []) ?? []
  return (
    <DataTable
      id="document-runs"
      caption={`Runs of ${name}`}
      columns={runColumns}
      rows={rows}
      getRowId={({ CommandId = '' }) => CommandId}
      getRowVersion={({ StatusDetails, CompletedCount }) => `${StatusDetails} ${CompletedCount}`}
      {...listPages(pages)}
      rowHref={({ CommandId }) => `/commands/${CommandId}`}
      empty={
        <EmptyState
          kind="first-use"
          title="Nobody has run it yet"
          text={cannotRun}
          action={cannotRun === undefined ? <ButtonLink href={runHref(name)}>Run it</ButtonLink> : null}
        />
      }
    />
  )
}

const runColumns: readonly Column<Run>[] = [
  {
    id: 'requested',
    header: 'When',
    width: 110,
    cell: ({ RequestedDateTime, CommandId }) => (
      <RowLink href={`/commands/${CommandId}`}>
        <RelativeTime at={RequestedDateTime} />
      </RowLink>
    ),
    text: ({ RequestedDateTime }) => (RequestedDateTime === undefined ? '' : exactTime(RequestedDateTime)),
  },
  { id: 'by', header: 'Who', width: 180, cell: whoOf, text: whoOf },
  {
    id: 'status',
    header: 'Status',
    width: 130,
    cell: ({ Status, StatusDetails }) => <StatusBadge quiet kind="command" value={Status} detail={StatusDetails} />,
    text: ({ StatusDetails }) => StatusDetails ?? '',
  },
  { id: 'nodes', header: 'Nodes', width: 130, cell: countsOf, text: countsOf },
  { id: 'targets', header: 'Targets', width: 180, cell: targetsOf, text: targetsOf },
  { id: 'version', header: 'Version', width: 90, cell: versionOf, text: versionOf },
  {
    id: 'comment',
    header: 'Comment',
    width: 220,
    grow: true,
    cell: ({ Comment }) => Comment,
    text: ({ Comment = '' }) => Comment,
  },
]

function whoOf({ RequestedBy = '-' }: Run & { RequestedBy?: string }): string {
  return RequestedBy
}

function countsOf({ TargetCount = 0, CompletedCount = 0, ErrorCount = 0 }: Run): string {
  const done = CompletedCount === TargetCount ? numberText(TargetCount) : `${CompletedCount} of ${TargetCount}`
  return ErrorCount > 0 ? `${done}, ${ErrorCount} failed` : done
}

function targetsOf({ Targets = [], InstanceIds }: Run): string {
  return targetWords(Targets, InstanceIds)
}

/** A run of a text that was not saved says so instead of a number. */
function versionOf({ DocumentVersion = '' }: Run): string {
  return isTrial(DocumentVersion) ? 'test' : `v${DocumentVersion}`
}
