import { Link } from '#components/ui/link'
import { RelativeTime } from '#components/ui/relative-time'
import type { Fact } from '#components/ui/facts'
import { type ManagedNode, platformText } from './managed-node'

/** The same facts beside the list and on the node's own page. */
export function nodeFacts(node: ManagedNode): Fact[] {
  return [
    { label: 'ID', value: <span className="font-mono text-meta">{node.NodeId}</span>, copy: node.NodeId },
    { label: 'Host name', value: node.ComputerName, copy: node.ComputerName },
    {
      label: 'IP',
      value: node.IpAddress ? <span className="font-mono text-meta">{node.IpAddress}</span> : undefined,
      copy: node.IpAddress,
    },
    { label: 'Platform', value: platformText(node) || undefined },
    { label: 'Agent', value: [node.AgentName, node.AgentVersion].filter(Boolean).join(' ') || undefined },
    { label: 'Runs as', value: node.AgentUser },
    { label: 'Connected', value: node.ConnectedAt === undefined ? undefined : <RelativeTime at={node.ConnectedAt} /> },
    { label: 'Last seen', value: node.Connected ? 'now' : <RelativeTime at={node.LastSeen} /> },
    { label: 'Registered', value: <RelativeTime at={node.RegisteredAt} /> },
    {
      label: 'Activation',
      value: node.ActivationId ? (
        <Link
          href={`/nodes/activations#${node.ActivationId}`}
          className="rounded-control font-mono text-meta text-accent hover:underline"
        >
          {node.ActivationId}
        </Link>
      ) : undefined,
    },
    { label: 'Role', value: node.IamRole || undefined },
  ]
}
