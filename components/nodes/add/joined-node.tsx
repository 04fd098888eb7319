'use client'
import { useMutation } from '@tanstack/react-query'
import { Link } from '#components/ui/link'
import { ssm } from '#lib/api/browser'
import { Button } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { RelativeTime } from '#components/ui/relative-time'
import { StatusBadge } from '#components/ui/status-badge'
import { toFailure } from '#queries/ui/failure'
import { RunOutput } from '../detail/run-output'
import { documentFor, type ManagedNode, nodeName, platformText } from '../managed-node'

/** A machine that has joined, and a command to see that it answers. */
export function JoinedNode({ node }: { node: ManagedNode }) {
  const test = useMutation({
    mutationFn: () =>
      ssm('SendCommand', {
        DocumentName: documentFor(node),
        InstanceIds: [node.NodeId],
        Comment: 'Test command',
        Parameters: { commands: [node.PlatformType === 'Windows' ? 'whoami; hostname' : 'id -un; uname -a'] },
      }),
  })
  const commandId = test.data?.Command?.CommandId
  const online = node.PingStatus === 'Online'
  return (
    <li className="flex flex-col gap-2 rounded-control border border-line p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link href={`/nodes/${node.NodeId}/overview`} className="rounded-control font-medium text-accent hover:underline">
          {nodeName(node)}
        </Link>
        {online ? (
          <StatusBadge kind="node" value={node.PingStatus} />
        ) : (
          <StatusBadge kind="node" value="Connecting" detail="Registered; its agent has not connected yet." />
        )}
        <span className="text-meta text-text-3">
          {platformText(node)} registered <RelativeTime at={node.RegisteredAt} />
        </span>
        <Button
          className="ml-auto"
          busy={test.isPending}
          disabledReason={online ? undefined : 'Possible once it is online'}
          onClick={() => test.mutate()}
        >
          Test command
        </Button>
      </div>
      {test.error ? <ErrorState compact failure={toFailure(test.error)} title="The test command was not sent" /> : null}
      {commandId ? (
        <RunOutput key={commandId} commandId={commandId} nodeId={node.NodeId} name={nodeName(node)} height={160} />
      ) : null}
    </li>
  )
}
