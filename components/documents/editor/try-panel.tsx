'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { RunText } from '#components/shell/run/run-text'
import { Button } from '#components/ui/button'
import { Combobox } from '#components/ui/combobox'
import { ErrorState } from '#components/ui/error-state'
import { IconButton } from '#components/ui/icon-button'
import { Link } from '#components/ui/link'
import { ParamForm } from '#components/ui/param-form'
import { StatusBadge } from '#components/ui/status-badge'
import { Segmented } from '#components/ui/tabs'
import { toFailure } from '#queries/ui/failure'
import { isFinal } from '#queries/ui/status'
import { nodeChoices } from './queries'
import type { Extent } from './trial-text'
import { mostNodes, type TestRun } from './use-test-run'

const extents = [
  { value: 'all', label: 'All steps' },
  { value: 'upTo', label: 'Up to the chosen step' },
  { value: 'only', label: 'The chosen step' },
]

/** Runs the text as it is now, saved or not. */
export function TryPanel({ test }: { test: TestRun }) {
  const { specs, values, setValues, extent, setExtent, reason, isSending, error } = test
  return (
    <div className="flex flex-col gap-3 p-3">
      <div className="flex flex-wrap items-end gap-3">
        <Nodes test={test} />
        <Segmented label="Steps to run" value={extent} onChange={(value) => setExtent(value as Extent)} options={extents} />
        <Button size="md" keyHint="Mod+Enter" busy={isSending} disabledReason={reason} onClick={test.run}>
          Run the test
        </Button>
      </div>
      {specs.length > 0 ? <ParamForm specs={specs} values={values} onChange={setValues} /> : null}
      {error ? <ErrorState compact failure={toFailure(error)} title="The test was not sent" /> : null}
      {test.commandId === undefined ? null : <TestOutput key={test.commandId} test={test} commandId={test.commandId} />}
    </div>
  )
}

function Nodes({ test: { nodes, setNodes } }: { test: TestRun }) {
  const [asked, setAsked] = useState('')
  const found = useQuery({ ...nodeChoices(asked), placeholderData: keepPreviousData })
  const options = (found.data?.Nodes ?? [])
    .map(({ NodeId, Name, ComputerName, PingStatus }) => ({
      value: NodeId,
      label: Name || ComputerName || NodeId,
      hint: PingStatus,
    }))
    .filter(({ value }) => !nodes.some((node) => node.value === value))
  return (
    <div className="flex w-80 flex-col gap-1">
      <Combobox
        key={nodes.length}
        label={nodes.length === 0 ? 'Node to test on' : 'Another node to test on'}
        value={undefined}
        onChange={(value) => {
          const chosen = options.find((option) => option.value === value)
          if (chosen && nodes.length < mostNodes) setNodes([...nodes, chosen])
        }}
        onSearch={setAsked}
        loading={found.isPending}
        options={options}
      />
      {nodes.length === 0 ? null : (
        <ul aria-label="Nodes to test on" className="flex flex-wrap gap-1">
          {nodes.map(({ value, label }) => (
            <li key={value} className="flex items-center gap-1 rounded-control border border-line bg-raised pl-2 text-body">
              {label}
              <IconButton
                label={`Remove ${label}`}
                size="sm"
                icon={<X aria-hidden size={14} />}
                onClick={() => setNodes(nodes.filter((node) => node.value !== value))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function TestOutput({ test, commandId }: { test: TestRun; commandId: string }) {
  const { runs, nodes } = test
  const [node, setNode] = useState<string>()
  const [chosen, setChosen] = useState<string>()
  const nodeId = node ?? nodes[0]?.value ?? ''
  const run = runs.find(({ InstanceId }) => InstanceId === nodeId)
  const steps = run?.CommandPlugins ?? []
  const step = chosen ?? (steps.find(({ Status }) => Status === 'Failed') ?? steps.at(-1))?.Name
  const labelOf = (id: string) => nodes.find(({ value }) => value === id)?.label ?? id
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        {runs.length > 1 ? (
          <Segmented
            label="Node"
            value={nodeId}
            onChange={setNode}
            options={runs.map(({ InstanceId = '' }) => ({ value: InstanceId, label: labelOf(InstanceId) }))}
          />
        ) : null}
        <p aria-live="polite" className="flex items-center gap-2">
          <StatusBadge kind="invocation" value={run?.Status ?? 'Pending'} detail={run?.StatusDetails} />
          <Link href={`/commands/${commandId}`} className="text-accent underline">
            Open the run
          </Link>
        </p>
      </div>
      <RunText
        key={`${nodeId} ${step}`}
        commandId={commandId}
        nodeId={nodeId}
        step={step}
        ended={run !== undefined && isFinal(run.Status)}
        name={step ?? 'the test'}
        height={220}
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
