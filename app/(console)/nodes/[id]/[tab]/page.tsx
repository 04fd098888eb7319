import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { NodeDetailScreen } from '#components/nodes/detail/node-detail-screen'
import { isNodeTab } from '#queries/nodes/detail/node-tabs'

interface Params {
  params: Promise<{ id: string; tab: string }>
}

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: decodeURIComponent((await params).id) }
}

export default async function NodeTabPage({ params }: Params) {
  const { id, tab } = await params
  if (!isNodeTab(tab)) notFound()
  return (
    <Suspense>
      <NodeDetailScreen nodeId={decodeURIComponent(id)} tab={tab} />
    </Suspense>
  )
}
