import type { Metadata } from 'next'
import { ImportScreen } from '#components/documents/import/import-screen'

export const metadata: Metadata = { title: 'Import documents' }

export default function ImportPage() {
  return <ImportScreen />
}
