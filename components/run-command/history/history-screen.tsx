'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { SquareTerminal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { whatRan } from '#lib/capabilities/run-command/model/command-text'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { ListViews } from '#components/shell/views/list-views'
import { Button, ButtonLink } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { EmptyState } from '#components/ui/empty-state'
import { FilterBar } from '#components/ui/filter-bar'
import { useKeys } from '#components/ui/key-provider'
import type { MenuItem } from '#components/ui/menu'
import type { SavedView } from '#components/ui/saved-views'
import { Skeleton } from '#components/ui/skeleton'
import { SplitPanel } from '#components/ui/split-panel'
import { useBackgroundExport } from '#queries/shell/exports/use-background-export'
import { listPages } from '#queries/shell/list-pages'
import { useMayChange } from '#queries/shell/session'
import { useListState, useUrlParam } from '#queries/ui/use-url-state'
import { rerunHref } from '../new/rerun'
import { commandDocuments } from '../queries'
import { filterFields, historyInput } from './history-filters'
import { historyColumns } from './history-columns'
import { allCommands, commandHistory, type HistoryCommand } from './history-queries'

const FirstRuns = lazy(() => import('./first-runs').then((module) => ({ default: module.FirstRuns })))
const RunPeek = lazy(() => import('./run-peek').then((module) => ({ default: module.RunPeek })))

const views: readonly SavedView[] = [
  { id: 'all', label: 'All runs', search: '' },
  { id: 'running', label: 'Running', search: 'f=status:is:InProgress' },
  { id: 'failed', label: 'Failed in 24 h', search: 'f=status:is:Failed&f=since:is:24h' },
  { id: 'timed-out', label: 'Timed out', search: 'f=status:is:TimedOut' },
  { id: 'no-targets', label: 'Reached nobody', search: 'f=status:is:NoInstancesInTag' },
]
const startHref = '/commands/new'

export function HistoryScreen() {
  useTopics(['commands'])
  const router = useRouter()
  const blocked = useMayChange()
  const list = useListState()
  const [now] = useState(() => Math.floor(Date.now() / 60_000) * 60)
  const input = useMemo(() => historyInput(list.filters, now), [list.filters, now])
  const pages = useInfiniteQuery(commandHistory(input))
  const rows = useMemo(() => distinct(pages.data?.pages.flatMap((page) => page.commands) ?? []), [pages.data])
  const documents = useQuery(commandDocuments()).data?.DocumentIdentifiers ?? []
  const exportInBackground = useBackgroundExport('commands', requestOf(input))
  const [peek, setPeek] = useUrlParam('peek')
  const open = rows.find((row) => row.CommandId === peek)
  useKeys([
    { key: 'c', label: 'Run a command', group: 'Page', run: () => router.push(startHref) },
    {
      key: 'r',
      label: 'Run the shown one again',
      group: 'Page',
      run: () => open?.CommandId && router.push(rerunHref(open.CommandId, 'edit')),
    },
  ])
  const start = (
    <ButtonLink
      href={startHref}
      variant="primary"
      disabledReason={blocked}
      icon={<SquareTerminal aria-hidden size={16} strokeWidth={1.75} />}
    >
      Run a command
    </ButtonLink>
  )
  return (
    <Page
      title="Run Command"
      layout="fill"
      actions={start}
      request={{ service: 'ssm', operation: 'ListCommands', input: requestOf(input) }}
    >
      <SplitPanel
        open={open !== undefined}
        title={open ? whatRan(open) : undefined}
        href={open ? `/commands/${open.CommandId}` : undefined}
        onClose={() => setPeek(undefined)}
        panel={
          open?.CommandId ? (
            <Suspense fallback={<Skeleton lines={6} />}>
              <RunPeek commandId={open.CommandId} />
            </Suspense>
          ) : null
        }
      >
        <DataTable
          id="commands"
          caption="Commands"
          columns={historyColumns}
          rows={rows}
          getRowId={(row) => row.CommandId ?? ''}
          getRowName={whatRan}
          getRowVersion={(row) => `${row.StatusDetails} ${row.CompletedCount}`}
          {...listPages(pages)}
          rowHref={(row) => `/commands/${row.CommandId}`}
          peek={peek}
          onPeek={setPeek}
          rowActions={(command) => rowActions(command, blocked)}
          filters={list.filters}
          onFilters={list.setFilters}
          fetchPages={() => allCommands(input)}
          onExportInBackground={exportInBackground}
          toolbar={
            <>
              <ListViews list="commands" shipped={views} />
              <FilterBar
                fields={filterFields(documents.flatMap(({ Name }) => Name ?? []))}
                filters={list.filters}
                onFilters={list.setFilters}
                placeholder="Filter by status, document, time"
              />
            </>
          }
          empty={<NoRuns filtered={list.filters.length > 0} start={start} onClear={list.clear} />}
        />
      </SplitPanel>
    </Page>
  )
}

function rowActions({ CommandId = '' }: HistoryCommand, disabledReason: string | undefined): MenuItem[] {
  return [
    { id: 'open', label: 'Open', href: `/commands/${CommandId}` },
    { id: 'again', label: 'Run again on all targets', href: rerunHref(CommandId, 'all'), disabledReason, separated: true },
    { id: 'failed', label: 'Run again on failed nodes', href: rerunHref(CommandId, 'failed'), disabledReason },
    { id: 'edit', label: 'Run again, edit first', keyHint: 'r', href: rerunHref(CommandId, 'edit'), disabledReason },
  ]
}

function NoRuns({ filtered, start, onClear }: { filtered: boolean; start: ReactNode; onClear: () => void }) {
  if (filtered)
    return (
      <EmptyState
        kind="no-match"
        title="No run matches"
        text="Drop a filter, or widen the time."
        action={<Button onClick={onClear}>Clear filters</Button>}
      />
    )
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <FirstRuns start={start} />
    </Suspense>
  )
}

function requestOf({ InstanceId, Filters }: ReturnType<typeof historyInput>): object {
  return { ...(InstanceId ? { InstanceId } : {}), ...(Filters.length > 0 ? { Filters } : {}) }
}

/** A run that ended between two requests is on both lists; the later answer is right. */
function distinct(rows: readonly HistoryCommand[]): HistoryCommand[] {
  return [...new Map(rows.map((row) => [row.CommandId, row])).values()]
}
