'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleStop } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useEffect, useState } from 'react'
import { whatRan } from '#lib/capabilities/run-command/model/command-text'
import { sourceText } from '#lib/capabilities/run-command/model/source'
import { useTopics } from '#components/shell/live/live-provider'
import { MissingScreen } from '#components/shell/missing-screen'
import { Page } from '#components/shell/page'
import { Button } from '#components/ui/button'
import { CopyButton } from '#components/ui/copy-button'
import { ErrorState } from '#components/ui/error-state'
import { useKeys } from '#components/ui/key-provider'
import { RelativeTime } from '#components/ui/relative-time'
import { Skeleton } from '#components/ui/skeleton'
import { StatusBadge } from '#components/ui/status-badge'
import { Segmented } from '#components/ui/tabs'
import { useMayChange } from '#queries/shell/session'
import { toFailure } from '#queries/ui/failure'
import { useUrlParams } from '#queries/ui/use-url-state'
import { rerunHref } from '../new/rerun'
import { bucketOf, type RunSummary } from '../run-progress'
import { NodeTable } from './node-table'
import type { OutputHit } from './output-hits'
import { RunAgain } from './run-again'
import { RunBar } from './run-bar'
import { RunFacts } from './run-facts'
import { runSummary } from './run-queries'
import { requestOf } from './sent-request'
import { useSelectedNode } from './use-selected-node'

const loadNodeOutput = () => import('./node-output')
const NodeOutput = lazy(() => loadNodeOutput().then((module) => ({ default: module.NodeOutput })))
// Not what a run opens with: each comes when it is asked for.
const MergedOutput = lazy(() => import('./merged-output').then((module) => ({ default: module.MergedOutput })))
const GroupedOutput = lazy(() => import('./grouped-output').then((module) => ({ default: module.GroupedOutput })))
const SearchOutput = lazy(() => import('./search-output').then((module) => ({ default: module.SearchOutput })))
const StopDialog = lazy(() => import('./stop-dialog').then((module) => ({ default: module.StopDialog })))

const views = [
  { value: 'node', label: 'Per node' },
  { value: 'merged', label: 'Merged' },
  { value: 'grouped', label: 'Grouped by output' },
  { value: 'search', label: 'Search' },
]
const breadcrumbs = [{ label: 'Run Command', href: '/commands' }]

export function RunScreen({ commandId }: { commandId: string }) {
  useTopics([`command/${commandId}`])
  const summary = useQuery(runSummary(commandId))
  // Together with the first question to the server, so that neither waits for the other.
  useEffect(() => void loadNodeOutput(), [])
  if (summary.data) return <LoadedRun commandId={commandId} summary={summary.data} />
  const failure = summary.error ? toFailure(summary.error) : undefined
  if (failure?.code === 'InvalidCommandId')
    return (
      <MissingScreen
        title="There is no such run"
        text={`${commandId} may have expired, or the link may be from another installation.`}
      />
    )
  return (
    <Page title="Command" breadcrumbs={breadcrumbs}>
      {failure ? (
        <ErrorState failure={failure} title="The run did not load" onRetry={() => void summary.refetch()} />
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  )
}

function LoadedRun({ commandId, summary }: { commandId: string; summary: RunSummary }) {
  const { params, set } = useUrlParams()
  const [stopping, setStopping] = useState(false)
  const filter = bucketOf(params.get('show'))
  const view = params.get('view') ?? 'node'
  const node = useSelectedNode(commandId, filter)
  const router = useRouter()
  const { Command } = summary
  const title = whatRan(Command)
  useKeys([{ key: 'r', label: 'Run again', group: 'Page', run: () => router.push(rerunHref(commandId, 'edit')) }])
  const openNode = (nodeId: string, hit?: OutputHit) => {
    set({ view: undefined, q: undefined, regex: undefined })
    node.select(nodeId, hit)
  }
  return (
    <Page
      title={title}
      documentTitle={`${title} - Run`}
      breadcrumbs={breadcrumbs}
      layout="fill"
      status={<StatusBadge kind="command" value={Command.Status} detail={Command.StatusDetails} look="soft" />}
      request={requestOf(Command)}
      meta={<RunMeta summary={summary} />}
      actions={<RunActions commandId={commandId} summary={summary} onStop={() => setStopping(true)} />}
    >
      <div className="flex min-h-0 flex-1 flex-col gap-3">
        <RunBar summary={summary} />
        <RunFacts summary={summary} />
        <div className="grid min-h-0 flex-1 gap-4 max-lg:auto-rows-[28rem] lg:grid-cols-[minmax(22rem,5fr)_minmax(0,6fr)]">
          <div className="flex min-h-0 min-w-0 flex-col">
            <NodeTable
              commandId={commandId}
              summary={summary}
              filter={filter}
              onFilter={(next) => set({ show: next === 'all' ? undefined : next })}
              selected={view === 'node' ? node.selected : undefined}
              onSelect={openNode}
            />
          </div>
          <div className="flex min-h-0 min-w-0 flex-col gap-2">
            <div className="max-w-full overflow-x-auto">
              <Segmented
                label="View of the output"
                value={view}
                onChange={(next) => set({ view: next === 'node' ? undefined : next }, 'push')}
                options={views}
              />
            </div>
            <Suspense fallback={<Skeleton lines={6} />}>
              {view === 'merged' ? <MergedOutput key={filter} commandId={commandId} summary={summary} filter={filter} /> : null}
              {view === 'grouped' ? (
                <GroupedOutput commandId={commandId} steps={summary.Steps.map(({ Name }) => Name)} onNode={openNode} />
              ) : null}
              {view === 'search' ? <SearchOutput commandId={commandId} onHit={(hit) => openNode(hit.InstanceId, hit)} /> : null}
              {view === 'node' && node.selected ? (
                <NodeOutput key={node.key} commandId={commandId} nodeId={node.selected} summary={summary} hit={node.hit} />
              ) : null}
            </Suspense>
          </div>
        </div>
      </div>
      {stopping ? (
        <Suspense>
          <StopDialog commandId={commandId} summary={summary} open onClose={() => setStopping(false)} />
        </Suspense>
      ) : null}
    </Page>
  )
}

function RunActions({ commandId, summary, onStop }: { commandId: string; summary: RunSummary; onStop: () => void }) {
  const mayChange = useMayChange()
  const open = summary.EndedDateTime === undefined
  return (
    <>
      {open ? (
        <Button
          icon={<CircleStop aria-hidden size={16} strokeWidth={1.75} />}
          disabledReason={mayChange ?? (summary.Command.Status === 'Cancelling' ? 'It is being stopped.' : undefined)}
          onClick={onStop}
        >
          Stop
        </Button>
      ) : null}
      <RunAgain commandId={commandId} counts={summary.Counts} />
    </>
  )
}

function RunMeta({ summary }: { summary: RunSummary }) {
  const { Command, RequestedBy, Source } = summary
  return (
    <>
      <span>{Command.DocumentName}</span>
      <span>
        {RequestedBy}
        {Source === 'user' ? '' : `, ${sourceText(Source)}`}
      </span>
      <RelativeTime at={Command.RequestedDateTime} />
      <span className="flex items-center gap-1 font-mono text-meta text-text-3">
        {Command.CommandId}
        <CopyButton text={Command.CommandId ?? ''} label="Copy command id" />
      </span>
    </>
  )
}
