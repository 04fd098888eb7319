'use client'
import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { DataTable } from '#components/ui/data-table'
import { EmptyState } from '#components/ui/empty-state'
import { Segmented } from '#components/ui/tabs'
import { type Bucket, bucketCounts, bucketOrder, type RunSummary, totalOf } from '../run-progress'
import { listPages } from '#queries/shell/list-pages'
import { LastLineProvider } from './last-line'
import { nodeColumns } from './node-columns'
import { type RunInvocation, runInvocations, runSummary, statusesSeen } from './run-queries'

export type NodeFilter = Bucket | 'all'

export interface NodeTableProps {
  commandId: string
  summary: RunSummary
  filter: NodeFilter
  onFilter: (filter: NodeFilter) => void
  selected: string | undefined
  onSelect: (nodeId: string) => void
}

/** The nodes of the run, failed first, read from the server page by page as they come into view. */
export function NodeTable({ commandId, summary, filter, onFilter, selected, onSelect }: NodeTableProps) {
  const { rows, pages } = useRunNodes(commandId, filter)
  const counts = bucketCounts(summary.Counts)
  const options = [
    { value: 'all', label: 'All', count: totalOf(summary.Counts) },
    ...bucketOrder
      .filter(({ bucket }) => counts[bucket] > 0 || bucket === filter)
      .map(({ bucket, label }) => ({ value: bucket, label, count: counts[bucket] })),
  ]
  return (
    <LastLineProvider commandId={commandId}>
      <DataTable
        id="run-nodes"
        caption="Nodes of this run"
        columns={nodeColumns}
        rows={rows}
        getRowId={(row) => row.InstanceId ?? ''}
        getRowName={(row) => row.InstanceName || row.InstanceId || ''}
        getRowVersion={(row) => row.StatusDetails ?? ''}
        {...listPages(pages)}
        total={filter === 'all' ? totalOf(summary.Counts) : counts[filter]}
        peek={selected}
        onPeek={(id) => id !== undefined && onSelect(id)}
        toolbar={
          <div className="max-w-full overflow-x-auto">
            <Segmented label="Nodes shown" value={filter} onChange={(next) => onFilter(next as NodeFilter)} options={options} />
          </div>
        }
        empty={
          <EmptyState
            kind="no-match"
            title={filter === 'all' ? 'No node matched the targets' : 'No node is in this state now'}
            text={filter === 'all' ? 'The command was sent to nobody. Run it again with other targets.' : undefined}
          />
        }
      />
    </LastLineProvider>
  )
}

export function useRunNodes(commandId: string, filter: NodeFilter) {
  const queries = useQueryClient()
  const query = useMemo(
    () => runInvocations(commandId, filter, () => queries.getQueryData<RunSummary>(runSummary(commandId).queryKey)?.Counts),
    [commandId, filter, queries],
  )
  const pages = useInfiniteQuery(query)
  useStatusesRead(commandId, pages)
  const rows = useMemo(() => distinct(pages.data?.pages.flatMap((page) => page.rows) ?? []), [pages.data])
  return { rows, pages }
}

/** List and counts are read side by side: a list that left out a status before the counts had it is read once more. */
function useStatusesRead(commandId: string, pages: UseInfiniteQueryResult<InfiniteData<{ seen: string }>>): void {
  const counts = useQuery(runSummary(commandId)).data?.Counts
  const { data, isFetching, isError, refetch } = pages
  const isOld = data !== undefined && counts !== undefined && data.pages.some(({ seen }) => seen !== statusesSeen(counts))
  useEffect(() => {
    if (isOld && !isFetching && !isError) void refetch()
  }, [isOld, isFetching, isError, refetch])
}

/** A node that changed its status between two requests is on two pages; the later one is right. */
function distinct(rows: readonly RunInvocation[]): RunInvocation[] {
  const byId = new Map<string, RunInvocation>()
  for (const row of rows) byId.set(row.InstanceId ?? '', row)
  return [...byId.values()]
}
