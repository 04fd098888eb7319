import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DocumentScreen } from '#components/documents/detail/document-screen'
import { FirstData } from '#components/shell/first-data'
import { isDocumentTab } from '#queries/documents/detail/document-tabs'
import { documentFirst } from '#queries/documents/first-queries'
import { firstAnswers } from '#lib/api/server'
import { decodedName } from '../decoded-name'

interface Params {
  params: Promise<{ name: string; tab: string }>
}

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: decodedName((await params).name) }
}

export default async function DocumentTabPage({ params }: Params) {
  const { name: raw, tab } = await params
  if (!isDocumentTab(tab)) notFound()
  const name = decodedName(raw)
  return (
    <FirstData answers={await firstAnswers(documentFirst(name))}>
      <DocumentScreen name={name} tab={tab} />
    </FirstData>
  )
}
