'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { quarterdeck } from '#lib/api/browser'
import { toValue } from '#lib/vocabulary/document-tree/tree'
import { useMayChange } from '#queries/shell/session'
import type { Option } from '#queries/ui/option'
import { changedValues, paramProblems, type ParamValues } from '#queries/ui/param-rules'
import { readDocumentForm } from '#queries/ui/param-specs'
import { trialRun, type Tried } from './queries'
import { type Extent, trialText } from './trial-text'
import type { Workspace } from './use-workspace'

export const mostNodes = 50

/** What is run, where and with what; kept while the panel is closed. */
export function useTestRun(workspace: Workspace, name: string) {
  const { type, selected, read, good } = workspace
  const [nodes, setNodes] = useState<readonly Option[]>([])
  const [extent, setExtent] = useState<Extent>('all')
  const [values, setValues] = useState<ParamValues>({})
  const blocked = useMayChange()
  const root = good.parsed?.root
  const { specs } = useMemo(() => readDocumentForm(JSON.stringify(root ? toValue(root) : {})), [root])
  const send = useMutation({
    mutationFn: () =>
      quarterdeck<Tried>('TryDocument', {
        Name: name.length >= 3 ? name : 'unnamed',
        ...trialText(workspace, extent),
        InstanceIds: nodes.map(({ value }) => value),
        Parameters: changedValues(specs, values),
        Comment: `Test of ${name || 'a new document'}`.slice(0, 100),
      }),
  })
  const commandId = send.data?.Command?.CommandId
  useTopics(commandId === undefined ? [] : [`command/${commandId}`])
  const { data } = useQuery({ ...trialRun(commandId ?? ''), enabled: commandId !== undefined })
  const runs = useMemo(() => (commandId === undefined ? [] : (data?.CommandInvocations ?? [])), [commandId, data])
  const statuses = useMemo(() => worstStatuses(runs), [runs])
  const reason =
    blocked ??
    (type === 'Command' ? undefined : 'Runbooks cannot be run yet') ??
    (nodes.length === 0 ? 'Choose a node first' : undefined) ??
    (extent !== 'all' && selected === undefined ? 'Choose a step first' : undefined) ??
    (read.findings.some(({ severity }) => severity === 'error') ? 'The document has errors: see Problems' : undefined) ??
    (Object.keys(paramProblems(specs, values)).length > 0 ? 'Parameters are missing or wrong' : undefined)
  return {
    nodes,
    setNodes,
    extent,
    setExtent,
    values,
    setValues,
    specs,
    reason,
    runs,
    commandId,
    statuses,
    isSending: send.isPending,
    error: send.error,
    run: () => (send.isPending ? undefined : send.mutate()),
  }
}

export type TestRun = ReturnType<typeof useTestRun>

const order = ['Success', 'Pending', 'Delayed', 'InProgress', 'Cancelled', 'TimedOut', 'Failed']

/** One status for each step: the one that is worst among the nodes. */
function worstStatuses(
  runs: readonly { CommandPlugins?: { Name?: string | undefined; Status?: string | undefined }[] | undefined }[],
): ReadonlyMap<string, string> {
  const worst = new Map<string, string>()
  for (const { CommandPlugins = [] } of runs)
    for (const { Name = '', Status = 'Pending' } of CommandPlugins)
      if (order.indexOf(Status) >= order.indexOf(worst.get(Name) ?? '')) worst.set(Name, Status)
  return worst
}
