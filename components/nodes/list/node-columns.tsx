import { CircleArrowUp } from 'lucide-react'
import { Badge } from '#components/ui/badge'
import { MiddleCut } from '#components/ui/middle-cut'
import { RelativeTime } from '#components/ui/relative-time'
import { RowLink } from '#components/ui/row-link'
import { StatusBadge } from '#components/ui/status-badge'
import { Tooltip } from '#components/ui/tooltip'
import { nodeText } from '#lib/capabilities/nodes/model/node-text'
import type { Filter } from '#queries/ui/filter-grammar'
import type { Column } from '#queries/ui/table/column'
import { valueFilter } from '../node-filters'
import { isBehind, type ManagedNode, nodeName, platformText } from '../managed-node'

/** `agentVersion` is what this server hands out: agents of ours that are older get a mark. Every tag key can be a column of its own. */
export function nodeColumns(agentVersion: string | undefined, tagKeys: readonly string[] = []): Column<ManagedNode>[] {
  return [
    column('name', 'Name', { width: 150, minWidth: 96, cell: NameCell, filters: (node) => [is('name', nodeName(node))] }),
    column('id', 'ID', {
      width: 168,
      minWidth: 92,
      priority: 3,
      mono: true,
      cell: (node) => <MiddleCut text={node.NodeId} />,
      filters: (node) => [is('id', node.NodeId)],
    }),
    column('status', 'Status', {
      width: 142,
      minWidth: 138,
      cell: StatusCell,
      filters: (node) => [is('status', node.PingStatus)],
    }),
    column('platform', 'Platform', {
      width: 120,
      minWidth: 84,
      grow: true,
      priority: 1,
      cell: platformText,
      filters: (node) => [valueFilter('platform', node.PlatformName ?? '')],
    }),
    column('agent', 'Agent', {
      width: 88,
      minWidth: 74,
      priority: 2,
      cell: (node) => <AgentCell node={node} current={agentVersion} />,
      filters: (node) => [valueFilter('agent', node.AgentVersion ?? '')],
    }),
    hiddenText('ip', 'IP', { width: 116, mono: true }),
    column('tags', 'Tags', { width: 170, minWidth: 116, grow: true, sortable: false, cell: TagsCell, filters: tagFilters }),
    column('lastSeen', 'Last seen', { width: 100, minWidth: 90, cell: LastSeenCell }),
    column('registered', 'Registered', { width: 120, hidden: true, cell: (node) => <RelativeTime at={node.RegisteredAt} /> }),
    hiddenText('hostName', 'Host name'),
    hiddenText('agentName', 'Agent name'),
    hiddenText('agentUser', 'Runs as'),
    hiddenText('role', 'Role'),
    hiddenText('activation', 'Activation'),
    ...tagKeys.map((key) => hiddenText(`tag.${key}`, `Tag ${key}`, { sortable: false })),
  ]
}

type Look = Omit<Partial<Column<ManagedNode>>, 'id' | 'header'>

/** Text and file agree: both say what the model says of the column. */
function column(id: string, header: string, look: Look & Pick<Column<ManagedNode>, 'cell'>): Column<ManagedNode> {
  return { id, header, sortable: true, text: nodeText(id), ...look }
}

function hiddenText(id: string, header: string, look: Look = {}): Column<ManagedNode> {
  const text = nodeText(id) ?? (() => '')
  return column(id, header, { hidden: true, cell: text, filters: (node) => [valueFilter(id, text(node))], ...look })
}

function is(field: string, value: string): Filter {
  return { field, op: 'is', values: [value] }
}

function tagFilters(node: ManagedNode): readonly Filter[] {
  const tags = Object.entries(node.Tags)
  if (tags.length === 0) return [{ field: 'tags', op: 'exists', values: ['false'] }]
  return tags.map(([key, value]) => is(`tag.${key}`, value))
}

function NameCell(node: ManagedNode) {
  return <RowLink href={`/nodes/${node.NodeId}/overview`}>{nodeName(node)}</RowLink>
}

function StatusCell(node: ManagedNode) {
  return <StatusBadge quiet kind="node" value={node.PingStatus} />
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

/** One tag and how many more there are; the count stays in view however long the tag is. */
function TagsCell(node: ManagedNode) {
  const [first, ...others] = Object.entries(node.Tags)
  if (!first) return <span className="text-text-3">-</span>
  const [key, value] = first
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="min-w-0 overflow-hidden">
        <Badge>{value === '' ? key : `${key}=${value}`}</Badge>
      </span>
      {others.length > 0 ? <span className="shrink-0 text-meta text-text-3">+{others.length}</span> : null}
    </span>
  )
}

/** Changes with whatever the row shows, so that a live change gets its tint; times that only grow are left out. */
export function rowVersion(node: ManagedNode): string {
  return [node.Name, node.PingStatus, node.AgentVersion, node.IpAddress, platformText(node), nodeText('tags')?.(node)].join('|')
}
