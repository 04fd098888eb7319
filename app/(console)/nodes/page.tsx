import type { Metadata } from 'next'
import { Suspense } from 'react'
import { NodesScreen } from '#components/nodes/nodes-screen'

export const metadata: Metadata = { title: 'Nodes' }

export default function NodesPage() {
  return (
    <Suspense>
      <NodesScreen />
    </Suspense>
  )
}
