import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { DocumentScreen } from '#components/documents/detail/document-screen'
import { isDocumentTab } from '#queries/documents/detail/document-tabs'

interface Params {
  params: Promise<{ name: string; tab: string }>
}

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) }
}

export default async function DocumentTabPage({ params }: Params) {
  const { name, tab } = await params
  if (!isDocumentTab(tab)) notFound()
  return (
    <Suspense>
      <DocumentScreen name={decodeURIComponent(name)} tab={tab} />
    </Suspense>
  )
}
