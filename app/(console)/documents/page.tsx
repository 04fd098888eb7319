import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DocumentsScreen } from '#components/documents/list/documents-screen'

export const metadata: Metadata = { title: 'Documents' }

export default function DocumentsPage() {
  return (
    <Suspense>
      <DocumentsScreen />
    </Suspense>
  )
}
