'use client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '#components/ui/link'
import { useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { ErrorState } from '#components/ui/error-state'
import { StatusBadge } from '#components/ui/status-badge'
import { Segmented } from '#components/ui/tabs'
import { toFailure } from '#queries/ui/failure'
import { isFinal } from '#queries/ui/status'
import { runInvocation } from '../queries'
import { exitCode, type NodeRun, shownStep, tookText } from './node-run'
import { RunText } from '#components/shell/run/run-text'

export interface RunOutputProps {
  commandId: string
  nodeId: string
  name: string
  height?: number | undefined
}

/** State and text of one command on one node, as they come. */
export function RunOutput({ commandId, nodeId, name, height = 280 }: RunOutputProps) {
  useTopics([`command/${commandId}`])
  const { data, error } = useQuery(runInvocation(commandId, nodeId))
  const [chosen, setChosen] = useState<string>()
  const run = data?.CommandInvocations?.[0]
  const ended = run !== undefined && isFinal(run.Status)
  const steps = run?.CommandPlugins ?? []
  const step = chosen ?? shownStep(steps)
  return (
    <div className="flex flex-col gap-2">
      <RunState run={run} commandId={commandId} nodeId={nodeId} ended={ended} />
      {error ? <ErrorState compact failure={toFailure(error)} title="The state of the command did not load" /> : null}
      <RunText
        key={step}
        commandId={commandId}
        nodeId={nodeId}
        step={step}
        ended={ended}
        name={name}
        height={height}
        toolbar={
          steps.length > 1 && step !== undefined ? (
            <Segmented
              label="Step"
              value={step}
              onChange={setChosen}
              options={steps.map(({ Name = '' }) => ({ value: Name, label: Name }))}
            />
          ) : null
        }
      />
    </div>
  )
}

interface RunStateProps {
  run: NodeRun | undefined
  commandId: string
  nodeId: string
  ended: boolean
}

function RunState({ run, commandId, nodeId, ended }: RunStateProps) {
  const exit = run && ended ? exitCode(run) : ''
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1" aria-live="polite">
      <StatusBadge kind="invocation" value={run?.Status ?? 'Pending'} detail={run?.StatusDetails} />
      {exit === '' ? null : <span className="tabular text-text-2">exit {exit}</span>}
      {run && ended ? <span className="tabular text-text-3">{tookText(run)}</span> : null}
      <Link href={`/commands/${commandId}?node=${nodeId}`} className="rounded-control text-accent hover:underline">
        Open the run
      </Link>
    </p>
  )
}
