'use client'
import { CircleArrowUp, Pencil, Tags, Terminal, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useState } from 'react'
import { Page } from '#components/shell/page'
import { useMayChange, useSession } from '#queries/shell/session'
import { Button } from '#components/ui/button'
import { CopyButton } from '#components/ui/copy-button'
import { useKeys } from '#components/ui/key-provider'
import type { MenuItem } from '#components/ui/menu'
import { RelativeTime } from '#components/ui/relative-time'
import { Skeleton } from '#components/ui/skeleton'
import { StatusBadge } from '#components/ui/status-badge'
import { commandHref } from '../command-link'
import { isBehind, type NodeDetail, nodeName, platformText } from '../managed-node'
import { NodeOverview } from './node-overview'
import { type NodeTab, nodeTabs, tabLabels } from './node-tabs'
import { NodeTombstone } from './node-tombstone'

// Other tabs and dialogs come when they are opened.
const NodeCommands = lazy(() => import('./node-commands').then((module) => ({ default: module.NodeCommands })))
const NodeTags = lazy(() => import('./node-tags').then((module) => ({ default: module.NodeTags })))
const RenameDialog = lazy(() => import('./rename-dialog').then((module) => ({ default: module.RenameDialog })))
const DeregisterDialog = lazy(() => import('../deregister-dialog').then((module) => ({ default: module.DeregisterDialog })))

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

export interface NodeFrameProps {
  node: NodeDetail
  tab: NodeTab
}

/** Header and tabs around what the tab shows. A slow tab never blocks the header. */
export function NodeFrame({ node, tab }: NodeFrameProps) {
  const router = useRouter()
  const blocked = useMayChange()
  const [dialog, setDialog] = useState<'rename' | 'deregister'>()
  const gone = node.State === 'deregistered'
  const name = nodeName(node)
  const run = () => router.push(commandHref(node.NodeId))
  useKeys(gone ? [] : [{ key: 'r', label: 'Run command on this node', group: 'Node', run }])
  const menu: MenuItem[] = [
    { id: 'rename', label: 'Rename', icon: <Pencil {...icon} />, run: () => setDialog('rename'), disabledReason: blocked },
    { id: 'tags', label: 'Edit tags', icon: <Tags {...icon} />, href: `/nodes/${node.NodeId}/tags`, disabledReason: blocked },
    {
      id: 'deregister',
      label: 'Deregister',
      icon: <Trash2 {...icon} />,
      danger: true,
      separated: true,
      run: () => setDialog('deregister'),
      disabledReason: blocked,
    },
  ]
  return (
    <Page
      title={name}
      documentTitle={`${name} - ${tabLabels[tab]}`}
      breadcrumbs={[{ label: 'Nodes', href: '/nodes' }]}
      status={gone ? null : <NodeStatus node={node} />}
      meta={<NodeMeta node={node} />}
      menu={gone ? [] : menu}
      actions={
        gone ? null : (
          <Button variant="primary" icon={<Terminal {...icon} />} keyHint="r" disabledReason={blocked} onClick={run}>
            Run command
          </Button>
        )
      }
      tabs={{ label: 'Node', current: tab, tabs: tabsOf(node) }}
      layout={tab === 'commands' ? 'fill' : 'normal'}
      request={{
        service: 'ssm',
        operation: 'DescribeInstanceInformation',
        input: { Filters: [{ Key: 'InstanceIds', Values: [node.NodeId] }] },
      }}
    >
      <Suspense fallback={<Skeleton lines={6} />}>
        {gone ? <NodeTombstone node={node} /> : null}
        {tab === 'overview' ? <NodeOverview node={node} /> : null}
        {tab === 'commands' ? <NodeCommands nodeId={node.NodeId} name={name} /> : null}
        {tab === 'tags' ? <NodeTags node={node} readOnly={gone} /> : null}
      </Suspense>
      <Suspense>
        {dialog === 'rename' ? <RenameDialog node={node} onClose={() => setDialog(undefined)} /> : null}
        {dialog === 'deregister' ? <DeregisterDialog nodes={[node]} onClose={() => setDialog(undefined)} /> : null}
      </Suspense>
    </Page>
  )
}

function tabsOf(node: NodeDetail) {
  const counts: Partial<Record<NodeTab, number>> = { tags: Object.keys(node.Tags).length }
  return nodeTabs.map((id) => ({ id, label: tabLabels[id], href: `/nodes/${node.NodeId}/${id}`, count: counts[id] }))
}

function NodeStatus({ node }: { node: NodeDetail }) {
  return (
    <span className="flex items-center gap-2 text-body text-text-3">
      <StatusBadge look="soft" kind="node" value={node.PingStatus} />
      <span>
        since <RelativeTime at={node.PingStatusSince} />
      </span>
      {node.Connected ? null : (
        <span>
          last seen <RelativeTime at={node.LastSeen} />
        </span>
      )}
    </span>
  )
}

function NodeMeta({ node }: { node: NodeDetail }) {
  const current = useSession()?.agentVersion
  return (
    <>
      <span className="inline-flex items-center gap-0.5 font-mono text-meta">
        {node.NodeId}
        <CopyButton text={node.NodeId} label="Copy node id" />
      </span>
      <span>{platformText(node) || 'Platform not told yet'}</span>
      <span className="inline-flex items-center gap-1">
        {node.AgentVersion ? `${node.AgentName ?? 'agent'} ${node.AgentVersion}` : 'Agent has not called yet'}
        {isBehind(node, current) ? (
          <span className="inline-flex items-center gap-0.5 text-warn">
            <CircleArrowUp aria-hidden size={14} strokeWidth={1.75} />
            behind {current}
          </span>
        ) : null}
      </span>
    </>
  )
}
