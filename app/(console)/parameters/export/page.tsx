import type { Metadata } from 'next'
import { ExportScreen } from '#components/parameters-bulk/export/export-screen'

export const metadata: Metadata = { title: 'Export parameters' }

export default function ExportPage() {
  return <ExportScreen />
}
