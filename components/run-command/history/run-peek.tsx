'use client'
import { useQuery } from '@tanstack/react-query'
import { CodeBlock } from '#components/ui/code-field'
import { ErrorState } from '#components/ui/error-state'
import { RelativeTime } from '#components/ui/relative-time'
import { Skeleton } from '#components/ui/skeleton'
import { StatusBadge } from '#components/ui/status-badge'
import { toFailure } from '#queries/ui/failure'
import { RunAgain } from '../run/run-again'
import { RunBar } from '../run/run-bar'
import { runSummary } from '../run/run-queries'

/** A run beside the list: how far it is, who asked for it, what it does. */
export function RunPeek({ commandId }: { commandId: string }) {
  const summary = useQuery(runSummary(commandId))
  if (!summary.data && summary.error)
    return <ErrorState failure={toFailure(summary.error)} title="The run did not load" onRetry={() => void summary.refetch()} />
  if (!summary.data) return <Skeleton lines={6} />
  const { Command, RequestedBy, Counts } = summary.data
  return (
    <div className="flex flex-col gap-4 text-body">
      <div className="flex flex-wrap items-center gap-3">
        <StatusBadge kind="command" value={Command.Status} detail={Command.StatusDetails} look="soft" />
        <span className="text-text-2">
          {RequestedBy}, <RelativeTime at={Command.RequestedDateTime} />
        </span>
        <span className="ml-auto">
          <RunAgain commandId={commandId} counts={Counts} />
        </span>
      </div>
      <RunBar summary={summary.data} />
      {Object.entries(Command.Parameters ?? {}).map(([name, values]) => (
        <div key={name} className="flex flex-col gap-1">
          <span className="text-meta text-text-3">{name}</span>
          <CodeBlock code={values.join('\n')} label={name} />
        </div>
      ))}
    </div>
  )
}
