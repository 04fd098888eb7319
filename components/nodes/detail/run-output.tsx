'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTopics } from '#components/shell/live/live-provider'
import { ErrorState } from '#components/ui/error-state'
import { LogViewer } from '#components/ui/log-viewer'
import { StatusBadge } from '#components/ui/status-badge'
import { toFailure } from '#queries/ui/failure'
import { isFinal } from '#queries/ui/status'
import { duration } from '#queries/ui/time-text'
import { runInvocation } from '../queries'
import { useRunBuffer } from './use-run-buffer'

export interface RunOutputProps {
  commandId: string
  nodeId: string
  name: string
  height?: 'fill' | number | undefined
}

/** State and text of one command on one node, as they come. */
export function RunOutput({ commandId, nodeId, name, height = 280 }: RunOutputProps) {
  useTopics([`command/${commandId}`])
  const { data, error } = useQuery(runInvocation(commandId, nodeId))
  const run = data?.CommandInvocations?.[0]
  const ended = run !== undefined && isFinal(run.Status)
  const buffer = useRunBuffer({ commandId, nodeId, ended })
  const step = run?.CommandPlugins?.at(-1)
  const took =
    step?.ResponseStartDateTime && step.ResponseFinishDateTime
      ? step.ResponseFinishDateTime - step.ResponseStartDateTime
      : undefined
  return (
    <div className={height === 'fill' ? 'flex min-h-0 flex-1 flex-col gap-2' : 'flex flex-col gap-2'}>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1" aria-live="polite">
        <StatusBadge kind="invocation" value={run?.Status ?? 'Pending'} detail={run?.StatusDetails} />
        {ended && step?.ResponseCode !== undefined && step.ResponseCode >= 0 ? (
          <span className="tabular text-text-2">exit {step.ResponseCode}</span>
        ) : null}
        {ended && took !== undefined ? <span className="tabular text-text-3">{duration(took)}</span> : null}
        <Link href={`/commands/${commandId}?node=${nodeId}`} className="rounded-control text-accent hover:underline">
          Open the run
        </Link>
      </p>
      {error ? <ErrorState compact failure={toFailure(error)} title="The state of the command did not load" /> : null}
      <LogViewer
        buffer={buffer}
        label={`Output of ${name}`}
        live={!ended}
        downloadName={`${name}-${commandId.slice(0, 8)}`}
        height={height}
      />
    </div>
  )
}
