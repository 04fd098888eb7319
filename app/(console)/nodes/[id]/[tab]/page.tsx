import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NodeDetailScreen } from '#components/nodes/detail/node-detail-screen'
import { FirstData } from '#components/shell/first-data'
import { isNodeTab } from '#queries/nodes/detail/node-tabs'
import { nodeDetail } from '#queries/nodes/queries'
import { firstAnswers } from '#lib/api/server'

interface Params {
  params: Promise<{ id: string; tab: string }>
}

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: decodeURIComponent((await params).id) }
}

export default async function NodeTabPage({ params }: Params) {
  const { id, tab } = await params
  if (!isNodeTab(tab)) notFound()
  const nodeId = decodeURIComponent(id)
  return (
    <FirstData answers={await firstAnswers([nodeDetail(nodeId)])}>
      <NodeDetailScreen nodeId={nodeId} tab={tab} />
    </FirstData>
  )
}
