'use client'
import { useQuery } from '@tanstack/react-query'
import { Terminal } from 'lucide-react'
import { Badge } from '#components/ui/badge'
import { ButtonLink } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { RelativeTime } from '#components/ui/relative-time'
import { Skeleton } from '#components/ui/skeleton'
import { StatusBadge } from '#components/ui/status-badge'
import { useMayChange } from '#queries/shell/session'
import { toFailure } from '#queries/ui/failure'
import { commandHref } from '../command-link'
import { Facts } from '#components/ui/facts'
import type { ManagedNode } from '../managed-node'
import { nodeFacts } from '../node-facts'
import { nodeDetail } from '../queries'

/** The split panel beside the list. */
export function NodePeek({ nodeId, row }: { nodeId: string; row: ManagedNode | undefined }) {
  const blocked = useMayChange()
  const { data, error, refetch } = useQuery(nodeDetail(nodeId))
  const node = data?.Node ?? row
  if (!node && error)
    return <ErrorState compact failure={toFailure(error)} title="The node did not load" onRetry={() => void refetch()} />
  if (!node) return <Skeleton lines={6} />
  const tags = Object.entries(node.Tags)
  return (
    <div className="flex flex-col gap-4">
      <p className="flex items-center gap-2">
        <StatusBadge look="soft" kind="node" value={node.PingStatus} />
        <span className="text-text-3">
          since <RelativeTime at={node.PingStatusSince} />
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink
          href={commandHref(nodeId)}
          disabledReason={blocked}
          icon={<Terminal aria-hidden size={16} strokeWidth={1.75} />}
        >
          Run command
        </ButtonLink>
        <ButtonLink href={`/nodes/${nodeId}/commands`} variant="ghost">
          Past commands
        </ButtonLink>
      </div>
      <Facts facts={nodeFacts(node)} />
      <section aria-label="Tags" className="flex flex-wrap gap-1">
        {tags.length === 0 ? <span className="text-text-3">No tags</span> : null}
        {tags.map(([key, value]) => (
          <Badge key={key}>{value === '' ? key : `${key}=${value}`}</Badge>
        ))}
      </section>
    </div>
  )
}
