'use client'
import { useQuery } from '@tanstack/react-query'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import { nodeDetail } from '../queries'
import { NodeFrame } from './node-frame'
import type { NodeTab } from './node-tabs'
import { NodeUnknown } from './node-unknown'

export interface NodeDetailScreenProps {
  nodeId: string
  tab: NodeTab
}

const crumbs = [{ label: 'Nodes', href: '/nodes' }]

/** Everything about one node. */
export function NodeDetailScreen({ nodeId, tab }: NodeDetailScreenProps) {
  useTopics(['nodes', `node/${nodeId}`])
  const { data, error, refetch } = useQuery(nodeDetail(nodeId))
  if (data) return <NodeFrame node={data.Node} tab={tab} />
  const failure = error ? toFailure(error) : undefined
  if (failure?.code === 'InvalidInstanceId') return <NodeUnknown nodeId={nodeId} />
  return (
    <Page title={nodeId} breadcrumbs={crumbs}>
      {failure ? (
        <ErrorState failure={failure} title="The node did not load" onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={6} />
      )}
    </Page>
  )
}
