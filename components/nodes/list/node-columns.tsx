import { CircleArrowUp } from 'lucide-react'
import { Badge } from '#components/ui/badge'
import { RelativeTime } from '#components/ui/relative-time'
import { RowLink } from '#components/ui/row-link'
import { StatusBadge } from '#components/ui/status-badge'
import { Tooltip } from '#components/ui/tooltip'
import { status } from '#queries/ui/status'
import type { Column } from '#queries/ui/table/column'
import { isBehind, type ManagedNode, nodeName, platformText } from '../managed-node'

/** `agentVersion` is what this server hands out: agents of ours that are older get a mark. */
export function nodeColumns(agentVersion: string | undefined): Column<ManagedNode>[] {
  return [
    { id: 'name', header: 'Name', width: 150, sortable: true, cell: NameCell, text: nodeName },
    { id: 'id', header: 'ID', width: 168, sortable: true, mono: true, cell: (node) => node.NodeId, text: (node) => node.NodeId },
    { id: 'status', header: 'Status', width: 136, sortable: true, cell: StatusCell, text: statusText },
    { id: 'platform', header: 'Platform', width: 120, grow: true, sortable: true, cell: platformText, text: platformText },
    {
      id: 'agent',
      header: 'Agent',
      width: 84,
      sortable: true,
      cell: (node) => <AgentCell node={node} current={agentVersion} />,
      text: (node) => node.AgentVersion ?? '',
    },
    {
      id: 'ip',
      header: 'IP',
      width: 116,
      hidden: true,
      sortable: true,
      mono: true,
      cell: (node) => node.IpAddress,
      text: (node) => node.IpAddress ?? '',
    },
    { id: 'tags', header: 'Tags', width: 150, grow: true, cell: TagsCell, text: tagsText },
    {
      id: 'lastSeen',
      header: 'Last seen',
      width: 92,
      sortable: true,
      cell: LastSeenCell,
      text: (node) => timeText(node.LastSeen),
    },
    {
      id: 'registered',
      header: 'Registered',
      width: 120,
      hidden: true,
      sortable: true,
      cell: (node) => <RelativeTime at={node.RegisteredAt} />,
      text: (node) => timeText(node.RegisteredAt),
    },
    ...hiddenColumns,
  ]
}

const hiddenColumns: Column<ManagedNode>[] = [
  hiddenText('hostName', 'Host name', (node) => node.ComputerName),
  hiddenText('agentName', 'Agent name', (node) => node.AgentName),
  hiddenText('agentUser', 'Runs as', (node) => node.AgentUser),
  hiddenText('role', 'Role', (node) => node.IamRole),
  hiddenText('activation', 'Activation', (node) => node.ActivationId),
]

function hiddenText(id: string, header: string, of: (node: ManagedNode) => string | undefined): Column<ManagedNode> {
  return { id, header, width: 160, hidden: true, sortable: true, cell: of, text: (node) => of(node) ?? '' }
}

function NameCell(node: ManagedNode) {
  return <RowLink href={`/nodes/${node.NodeId}/overview`}>{nodeName(node)}</RowLink>
}

function StatusCell(node: ManagedNode) {
  return <StatusBadge quiet kind="node" value={node.PingStatus} />
}

function statusText(node: ManagedNode): string {
  return status('node', node.PingStatus).label
}

function LastSeenCell(node: ManagedNode) {
  return node.Connected ? <span className="text-text-2">now</span> : <RelativeTime at={node.LastSeen} />
}

function AgentCell({ node, current }: { node: ManagedNode; current: string | undefined }) {
  const behind = isBehind(node, current)
  return (
    <span className="inline-flex items-center gap-1">
      {node.AgentVersion ?? <span className="text-text-3">-</span>}
      {behind ? (
        <Tooltip text={`Behind: this server hands out ${current}`}>
          <span className="inline-flex text-warn">
            <CircleArrowUp aria-hidden size={14} strokeWidth={1.75} />
            <span className="sr-only">behind</span>
          </span>
        </Tooltip>
      ) : null}
    </span>
  )
}

const tagsShown = 1

function TagsCell(node: ManagedNode) {
  const tags = Object.entries(node.Tags)
  if (tags.length === 0) return <span className="text-text-3">-</span>
  return (
    <span className="flex items-center gap-1">
      {tags.slice(0, tagsShown).map(([key, value]) => (
        <Badge key={key}>{value === '' ? key : `${key}=${value}`}</Badge>
      ))}
      {tags.length > tagsShown ? <span className="text-meta text-text-3">+{tags.length - tagsShown}</span> : null}
    </span>
  )
}

function tagsText(node: ManagedNode): string {
  return Object.entries(node.Tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ')
}

function timeText(at: number | undefined): string {
  return at === undefined ? '' : new Date(at * 1000).toISOString()
}

/** Changes with whatever the row shows, so that a live change gets its tint; times that only grow are left out. */
export function rowVersion(node: ManagedNode): string {
  return [node.Name, node.PingStatus, node.AgentVersion, node.IpAddress, platformText(node), tagsText(node)].join('|')
}
