import type { Metadata } from 'next'
import { AddNodeScreen } from '#components/nodes/add/add-node-screen'

export const metadata: Metadata = { title: 'Add nodes' }

export default function AddNodesPage() {
  return <AddNodeScreen />
}
