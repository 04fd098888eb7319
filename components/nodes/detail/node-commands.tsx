'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTopics } from '#components/shell/live/live-provider'
import { ButtonLink } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { EmptyState } from '#components/ui/empty-state'
import { SplitPanel } from '#components/ui/split-panel'
import { listPages } from '#queries/shell/list-pages'
import { useUrlParam } from '#queries/ui/use-url-state'
import { commandHref } from '../command-link'
import { nodeInvocations } from '../queries'
import { invocationColumns } from './invocation-columns'
import { runWords } from './node-run'
import { RunOutput } from './run-output'

export interface NodeCommandsProps {
  nodeId: string
  name: string
}

/** What ran here, with this node's own result. */
export function NodeCommands({ nodeId, name }: NodeCommandsProps) {
  useTopics(['commands'])
  const [peek, setPeek] = useUrlParam('peek')
  const pages = useInfiniteQuery(nodeInvocations(nodeId))
  const runs = pages.data?.pages.flatMap((page) => page.CommandInvocations ?? []) ?? []
  const peeked = runs.find((run) => run.CommandId === peek)
  return (
    <SplitPanel
      open={peek !== undefined}
      title={peeked ? runWords(peeked) : 'Command'}
      href={`/commands/${peek}?node=${nodeId}`}
      onClose={() => setPeek(undefined)}
      panel={peek ? <RunOutput key={peek} commandId={peek} nodeId={nodeId} name={name} height={420} /> : null}
    >
      <DataTable
        id="commands-of-node"
        caption={`Commands on ${name}`}
        columns={invocationColumns}
        rows={runs}
        getRowId={(run) => run.CommandId ?? ''}
        getRowName={runWords}
        getRowVersion={(run) => run.StatusDetails ?? ''}
        {...listPages(pages)}
        rowHref={(run) => `/commands/${run.CommandId}?node=${nodeId}`}
        peek={peek}
        onPeek={setPeek}
        empty={
          <EmptyState
            kind="first-use"
            title="Nothing has run here yet"
            action={<ButtonLink href={commandHref(nodeId)}>Run command</ButtonLink>}
          />
        }
      />
    </SplitPanel>
  )
}
