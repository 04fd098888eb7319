'use client'
import { useEffect, useMemo, useState } from 'react'
import { useOutput } from '#components/shell/live/live-provider'
import { ErrorState } from '#components/ui/error-state'
import { LogViewer } from '#components/ui/log-viewer'
import { toFailure } from '#queries/ui/failure'
import { MergedFeed } from '../output/merged-feed'
import type { RunSummary } from '../run-progress'
import { useRunNodes, type NodeFilter } from './node-table'

export interface MergedOutputProps {
  commandId: string
  summary: RunSummary
  /** The nodes shown in the list are the nodes merged. */
  filter: NodeFilter
}

const mostNodes = 200

/** One text of all nodes, each line with its node before it: in the order in which the lines arrived. */
export function MergedOutput({ commandId, summary, filter }: MergedOutputProps) {
  const { rows, pages } = useRunNodes(commandId, filter)
  const [failure, setFailure] = useState<unknown>()
  const feed = useMemo(() => new MergedFeed(commandId, setFailure), [commandId])
  const steps = useMemo(() => summary.Steps.map(({ Name }) => Name), [summary.Steps])
  useEffect(() => {
    feed.open()
    return () => feed.close()
  }, [feed])
  useOutput(`output/${commandId}`, (chunk) => feed.receive(chunk))
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  const wantsMore = hasNextPage && !isFetchingNextPage && rows.length < mostNodes
  useEffect(() => {
    if (wantsMore) void fetchNextPage()
  }, [wantsMore, fetchNextPage])
  useEffect(() => {
    if (!wantsMore && !isFetchingNextPage) void feed.follow(rows.slice(0, mostNodes), steps)
  }, [feed, rows, steps, wantsMore, isFetchingNextPage])
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      {failure ? <ErrorState compact failure={toFailure(failure)} title="Some of the output did not load" /> : null}
      <LogViewer
        buffer={feed.buffer}
        label="Output of all nodes"
        live={summary.EndedDateTime === undefined}
        downloadName={`command-${commandId.slice(0, 8)}-merged`}
        notice={
          rows.length >= mostNodes && (rows.length > mostNodes || hasNextPage)
            ? `The first ${mostNodes.toLocaleString()} nodes of the list, failed first. Grouped shows all of them.`
            : undefined
        }
        empty={wantsMore || isFetchingNextPage ? 'Loading the output' : 'Nothing printed yet'}
      />
    </div>
  )
}
