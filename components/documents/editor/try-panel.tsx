'use client'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { RunText } from '#components/shell/run/run-text'
import { Button } from '#components/ui/button'
import { Combobox } from '#components/ui/combobox'
import { ErrorState } from '#components/ui/error-state'
import { ParamForm } from '#components/ui/param-form'
import { StatusBadge } from '#components/ui/status-badge'
import { Segmented } from '#components/ui/tabs'
import { quarterdeck } from '#lib/api/browser'
import { toValue } from '#lib/vocabulary/document-tree/tree'
import { useMayChange } from '#queries/shell/session'
import { readDocumentForm } from '#queries/ui/param-specs'
import { toFailure } from '#queries/ui/failure'
import type { Option } from '#queries/ui/option'
import { changedValues, paramProblems, type ParamValues } from '#queries/ui/param-rules'
import { isFinal } from '#queries/ui/status'
import { nodeChoices, trialRun, type Tried } from './queries'
import type { Workspace } from './use-workspace'

/** Runs the text as it is now, saved or not, on one node. */
export function TryPanel({ workspace, name }: { workspace: Workspace; name: string }) {
  const [chosen, setChosen] = useState<Option>()
  const node = chosen?.value
  const [asked, setAsked] = useState('')
  const [values, setValues] = useState<ParamValues>({})
  const nodes = useQuery({ ...nodeChoices(asked), placeholderData: keepPreviousData })
  const blocked = useMayChange()
  const found = (nodes.data?.Nodes ?? []).map(({ NodeId, Name, ComputerName, PingStatus }) => ({
    value: NodeId,
    label: Name || ComputerName || NodeId,
    hint: PingStatus,
  }))
  // The chosen one stays among them: the text of the field is its label, and a new text would be a new search.
  const options = chosen === undefined ? found : [chosen, ...found.filter(({ value }) => value !== chosen.value)]
  const { read, good } = workspace
  const root = good.parsed?.root
  const { specs } = readDocumentForm(JSON.stringify(root ? toValue(root) : {}))
  const send = useMutation({
    mutationFn: () =>
      quarterdeck<Tried>('TryDocument', {
        Name: name.length >= 3 ? name : 'unnamed',
        Content: workspace.handle.current?.text() ?? workspace.text,
        DocumentFormat: workspace.format,
        InstanceIds: [node],
        Parameters: changedValues(specs, values),
        Comment: `Test of ${name || 'a new document'}`.slice(0, 100),
      }),
  })
  const reason =
    blocked ??
    (node === undefined ? 'Choose a node first' : undefined) ??
    (read.findings.some(({ severity }) => severity === 'error') ? 'The document has errors: see Problems' : undefined) ??
    (Object.keys(paramProblems(specs, values)).length > 0 ? 'Parameters are missing or wrong' : undefined)
  const commandId = send.data?.Command?.CommandId
  return (
    <div className="flex flex-col gap-3 p-3">
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-80">
          <Combobox
            label="Node to test on"
            value={node}
            onChange={(value) => setChosen(options.find((option) => option.value === value))}
            onSearch={setAsked}
            loading={nodes.isPending}
            options={options}
          />
        </div>
        <Button size="md" busy={send.isPending} disabledReason={reason} onClick={() => send.mutate()}>
          Run the test
        </Button>
      </div>
      {specs.length > 0 ? <ParamForm specs={specs} values={values} onChange={setValues} /> : null}
      {send.error ? <ErrorState compact failure={toFailure(send.error)} title="The test was not sent" /> : null}
      {commandId !== undefined && node !== undefined ? <TestOutput key={commandId} commandId={commandId} nodeId={node} /> : null}
    </div>
  )
}

function TestOutput({ commandId, nodeId }: { commandId: string; nodeId: string }) {
  useTopics([`command/${commandId}`])
  const { data } = useQuery(trialRun(commandId, nodeId))
  const [chosen, setChosen] = useState<string>()
  const run = data?.CommandInvocations?.[0]
  const steps = run?.CommandPlugins ?? []
  const step = chosen ?? (steps.find(({ Status }) => Status === 'Failed') ?? steps.at(-1))?.Name
  const options = steps.map(({ Name = '' }) => ({ value: Name, label: Name }))
  return (
    <div className="flex flex-col gap-2">
      <p aria-live="polite" className="flex items-center gap-2">
        <StatusBadge kind="invocation" value={run?.Status ?? 'Pending'} detail={run?.StatusDetails} />
        <a href={`/commands/${commandId}`} className="text-accent underline">
          Open the run
        </a>
      </p>
      <RunText
        key={step}
        commandId={commandId}
        nodeId={nodeId}
        step={step}
        ended={run !== undefined && isFinal(run.Status)}
        name={step ?? 'the test'}
        height={220}
        toolbar={
          options.length > 1 && step !== undefined ? (
            <Segmented label="Step" value={step} onChange={setChosen} options={options} />
          ) : null
        }
      />
    </div>
  )
}
