import type { Metadata } from 'next'
import { ImportScreen } from '#components/parameters-bulk/import/import-screen'

export const metadata: Metadata = { title: 'Import parameters' }

export default function ImportPage() {
  return <ImportScreen />
}
