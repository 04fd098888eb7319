import type { Metadata } from 'next'
import { MoveScreen } from '#components/parameters-bulk/move/move-screen'

export const metadata: Metadata = { title: 'Move parameters' }

export default function MovePage() {
  return <MoveScreen />
}
