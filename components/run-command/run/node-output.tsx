'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState } from '#components/ui/error-state'
import { RowLink } from '#components/ui/row-link'
import { Select } from '#components/ui/select'
import { Skeleton } from '#components/ui/skeleton'
import { StatusBadge } from '#components/ui/status-badge'
import { Segmented } from '#components/ui/tabs'
import { toFailure } from '#queries/ui/failure'
import { duration } from '#queries/ui/time-text'
import type { RunSummary } from '../run-progress'
import { NodeWhy } from './node-why'
import type { OutputHit } from './output-hits'
import { oneInvocation, type RunInvocation } from './run-queries'
import { hasBegun, tellingStep } from './run-text'
import { StepList } from './step-list'
import { StepLog } from './step-log'

export interface NodeOutputProps {
  commandId: string
  nodeId: string
  summary: RunSummary
  hit?: OutputHit | undefined
}

type Part = 'output' | 'steps' | 'why'

/** One node of the run: what it printed, its steps, and why it is where it is. */
export function NodeOutput({ commandId, nodeId, summary, hit }: NodeOutputProps) {
  const invocation = useQuery(oneInvocation(commandId, nodeId))
  const [chosenPart, setPart] = useState<Part>()
  const [chosenStep, setStep] = useState(hit?.PluginName)
  const row = invocation.data
  if (!row && invocation.error)
    return (
      <ErrorState
        failure={toFailure(invocation.error)}
        title="The node's result did not load"
        onRetry={() => void invocation.refetch()}
      />
    )
  if (!row)
    return invocation.isPending ? (
      <Skeleton lines={8} className="p-4" />
    ) : (
      <p className="p-4 text-body text-text-3">The command was not sent to this node.</p>
    )
  const plugins = row.CommandPlugins ?? []
  const telling = tellingStep(plugins)
  const step = chosenStep ?? telling?.name ?? plugins[0]?.Name ?? summary.Steps[0]?.Name ?? ''
  const part = chosenPart ?? (hasBegun(row) ? 'output' : 'why')
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <NodeHeader row={row} part={part} onPart={setPart} steps={plugins.length} />
      {part === 'why' ? <NodeWhy row={row} summary={summary} /> : null}
      {part === 'steps' ? (
        <StepList
          plugins={plugins}
          onOpen={(name) => {
            setStep(name)
            setPart('output')
          }}
        />
      ) : null}
      {part === 'output' ? (
        <StepLog
          key={`${nodeId} ${step}`}
          commandId={commandId}
          row={row}
          step={step}
          place={hit && hit.PluginName === step ? { stream: hit.Stream, line: hit.Line } : undefined}
          toolbar={
            plugins.length > 1 ? (
              <Select
                label="Step"
                hideLabel
                size="sm"
                className="w-44"
                value={step}
                onChange={setStep}
                options={plugins.map(({ Name = '' }) => ({ value: Name, label: Name }))}
              />
            ) : null
          }
        />
      ) : null}
    </div>
  )
}

interface NodeHeaderProps {
  row: RunInvocation
  part: Part
  onPart: (part: Part) => void
  steps: number
}

function NodeHeader({ row, part, onPart, steps }: NodeHeaderProps) {
  const telling = tellingStep(row.CommandPlugins)
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-body">
      <RowLink href={`/nodes/${row.InstanceId}`} title="Open the node">
        {row.InstanceName || row.InstanceId}
      </RowLink>
      <StatusBadge kind="invocation" value={row.Status} detail={row.StatusDetails} />
      {telling?.exitCode === undefined ? null : <span className="text-text-2">exit {telling.exitCode}</span>}
      {telling?.seconds === undefined ? null : <span className="text-text-3">{duration(telling.seconds)}</span>}
      <span className="ml-auto">
        <Segmented
          label="What to show"
          value={part}
          onChange={(next) => onPart(next as Part)}
          options={[
            { value: 'output', label: 'Output' },
            { value: 'steps', label: 'Steps', count: steps > 1 ? steps : undefined },
            { value: 'why', label: 'Why' },
          ]}
        />
      </span>
    </div>
  )
}
