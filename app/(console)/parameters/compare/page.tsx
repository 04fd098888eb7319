import type { Metadata } from 'next'
import { CompareScreen } from '#components/parameters-bulk/compare/compare-screen'

export const metadata: Metadata = { title: 'Compare parameters' }

export default function ComparePage() {
  return <CompareScreen />
}
