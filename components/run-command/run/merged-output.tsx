'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useOutput, useStreamOpens } from '#components/shell/live/live-provider'
import { ErrorState } from '#components/ui/error-state'
import { LogViewer } from '#components/ui/log-viewer'
import { toFailure } from '#queries/ui/failure'
import { downloadMerged } from '../output/download-output'
import { MergedFeed } from '../output/merged-feed'
import type { RunSummary } from '../run-progress'
import type { NodeFilter } from './node-table'
import { runNodes } from './run-queries'

export interface MergedOutputProps {
  commandId: string
  summary: RunSummary
  /** The nodes shown in the list are the nodes merged. */
  filter: NodeFilter
}

/** One text of all nodes, each line with its node before it: in the order in which the lines arrived. */
export function MergedOutput({ commandId, summary, filter }: MergedOutputProps) {
  const pages = useInfiniteQuery(runNodes(commandId, filter))
  const nodes = useMemo(() => pages.data?.pages.flatMap((page) => page.Nodes) ?? [], [pages.data])
  const [failure, setFailure] = useState<unknown>()
  const feed = useMemo(() => new MergedFeed(commandId, setFailure), [commandId])
  const steps = useMemo(() => summary.Steps.map(({ Name }) => Name), [summary.Steps])
  useEffect(() => {
    feed.open()
    return () => feed.close()
  }, [feed])
  const opens = useStreamOpens()
  useEffect(() => feed.reread(), [feed, opens])
  useOutput(`output/${commandId}`, (chunk) => feed.receive(chunk))
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  const wantsMore = hasNextPage && !isFetchingNextPage
  useEffect(() => {
    if (wantsMore) void fetchNextPage()
  }, [wantsMore, fetchNextPage])
  const [reading, setReading] = useState(true)
  useEffect(() => {
    if (hasNextPage || pages.isPending) return
    let current = true
    void feed.follow(nodes, steps).then(() => current && setReading(false))
    return () => {
      current = false
    }
  }, [feed, nodes, steps, hasNextPage, pages.isPending, opens])
  const name = `command-${commandId.slice(0, 8)}-merged`
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      {failure ? <ErrorState compact failure={toFailure(failure)} title="Some of the output did not load" /> : null}
      <LogViewer
        buffer={feed.buffer}
        label="Output of all nodes"
        live={summary.EndedDateTime === undefined}
        downloadName={name}
        onDownload={() => void downloadMerged({ commandId, steps, nodes }, name)}
        rest="Search and Download have them all."
        empty={reading ? 'Loading the output' : 'Nothing printed yet'}
      />
    </div>
  )
}
