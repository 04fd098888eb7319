'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { GitCompare, Play } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button, ButtonLink } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { Switch } from '#components/ui/switch'
import { toFailure } from '#queries/ui/failure'
import { useUrlParams } from '#queries/ui/use-url-state'
import { Comparison } from './comparison'
import { useRunNodes } from './node-table'
import { OutputGroupCard } from './output-group'
import { answersSentence, groupTargets, type OutputGroup, splitGroups } from './output-groups'
import { type Likeness, outputGroups } from './run-queries'

export interface GroupedOutputProps {
  commandId: string
  steps: readonly string[]
  onNode: (nodeId: string) => void
}

/** A thousand outputs turned into a few: nodes that said the same stand together, and two groups can be compared. */
export function GroupedOutput({ commandId, steps, onNode }: GroupedOutputProps) {
  const { params, set } = useUrlParams()
  const likeness: Likeness = params.get('exact') === '1' ? 'Exact' : 'Alike'
  const groups = useQuery({ ...outputGroups(commandId, likeness), placeholderData: keepPreviousData })
  const nameOf = useNodeNames(commandId)
  const [chosen, setChosen] = useState<readonly string[]>([])
  if (!groups.data && groups.error)
    return <ErrorState failure={toFailure(groups.error)} title="The groups did not load" onRetry={() => void groups.refetch()} />
  if (!groups.data) return <Skeleton lines={8} className="p-4" />
  const { Groups, More, OpenCount } = groups.data
  const { answered, silent } = splitGroups(Groups)
  const pick = (id: string) =>
    setChosen((held) => (held.includes(id) ? held.filter((one) => one !== id) : [...held, id].slice(-2)))
  const [before, after] = chosen.map((id) => Groups.find((group) => group.GroupId === id))
  if (Groups.length === 0)
    return (
      <EmptyState kind="no-match" title="No node has finished yet" text="Nodes are grouped by what they printed once they end." />
    )
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto pr-1">
      <p className="text-body text-text-2" aria-live="polite">
        {answersSentence(answered, OpenCount)} {More ? 'Only the largest 50 groups are shown.' : ''}
      </p>
      <Switch
        label="Pass over node names, ids, addresses and times"
        checked={likeness === 'Alike'}
        onChange={(on) => set({ exact: on ? undefined : '1' })}
        help="Nodes whose output differs only in these are one group, and the comparison shows them as <node>, <id>, <address> and <time>. Colours never count."
      />
      {before && after ? (
        <Comparison key={chosen.join()} {...{ commandId, steps, likeness, before, after }} onClose={() => setChosen([])} />
      ) : null}
      {answered.map((group, at) => (
        <OutputGroupCard
          key={group.GroupId}
          group={group}
          letter={String.fromCharCode(65 + (at % 26))}
          startOpen={at < 3}
          nameOf={nameOf}
          onNode={onNode}
          actions={
            <>
              <Button
                icon={<GitCompare aria-hidden size={14} strokeWidth={1.75} />}
                aria-pressed={chosen.includes(group.GroupId)}
                className="aria-pressed:border-accent aria-pressed:bg-accent-soft"
                onClick={() => pick(group.GroupId)}
              >
                {chosen.includes(group.GroupId) ? (chosen.length === 1 ? 'Choose another' : 'Compared') : 'Compare'}
              </Button>
              <RunOnGroup commandId={commandId} group={group} />
            </>
          }
        />
      ))}
      {silent.map((group) => (
        <OutputGroupCard
          key={group.GroupId}
          group={group}
          letter="-"
          startOpen={false}
          nameOf={nameOf}
          onNode={onNode}
          actions={<RunOnGroup commandId={commandId} group={group} />}
        />
      ))}
    </div>
  )
}

function RunOnGroup({ commandId, group }: { commandId: string; group: OutputGroup }) {
  const targets = groupTargets(group)
  const icon = <Play aria-hidden size={14} strokeWidth={1.75} />
  return (
    <ButtonLink icon={icon} href={`/commands/new?from=${commandId}:edit&targets=${encodeURIComponent(targets)}`}>
      Run on this group
    </ButtonLink>
  )
}

/** Names of the nodes that the list has read; the others keep their id. */
function useNodeNames(commandId: string): (nodeId: string) => string {
  const { rows } = useRunNodes(commandId, 'all')
  const names = useMemo(() => new Map(rows.map((row) => [row.InstanceId, row.InstanceName])), [rows])
  return (nodeId) => names.get(nodeId) || nodeId
}
